import { quoted } from "../../core/words.ts";
import { text } from "../text.ts";

const ANOTHER_BUILD_IMAGE = "leave --builder out: the build image is no part of the result";

/** What is wrong with an answer, or with several beside each other. */
export const ANSWERS = {
  "value-invalid": text<{ reason: string }>(({ reason }) => reason),
  "inherited-value-invalid": text<{ reason: string; source: "preset" | "record"; flag: string }>(
    ({ reason, source }) => `${reason} (from the ${source})`,
    ({ flag }) => `give another by ${flag}`,
  ),
  "no-default": text<{ reason: string; flag: string }>(
    ({ reason }) => `has no default here: ${reason}`,
    ({ flag }) => `give it, as ${flag}=<value>`,
  ),
  "no-module-from-directory": text<{ directory: string; flag: string }>(
    ({ directory }) => `cannot be made of the directory's name, ${quoted(directory)}`,
    ({ flag }) => `give it, as ${flag}=<value>`,
  ),
  "several-programs": text<{ programs: readonly string[]; options: readonly string[] }>(
    ({ programs }) => `there are ${programs.length} main packages`,
    ({ options }) => `choose one or more:\n${options.map((option) => `  ${option}`).join("\n")}`,
  ),
  "answers-unreadable": text<{ source: string; reason: string }>(
    ({ source, reason }) => `cannot read ${quoted(source)}: ${reason}`,
  ),
  "answers-not-json": text<{ source: string; reason: string }>(
    ({ source, reason }) =>
      `${source === "-" ? "standard input" : quoted(source)} is not JSON: ${reason}`,
  ),
  "answers-no-object": text('must hold a JSON object, such as {"base": "alpine"}'),
  "answer-unknown": text<{ answer: string; meant: string | undefined; known: readonly string[] }>(
    ({ answer }) => `there is no answer ${quoted(answer)}`,
    ({ meant, known }) =>
      meant === undefined ? `the answers are ${known.join(", ")}` : `did you mean ${meant}?`,
  ),
  "check-job-without-preset": text(
    "the job could not install the preset",
    "keep the preset in the repository, as a directory",
  ),
  "base-not-for-platform": text<{
    base: string;
    image: string | undefined;
    platforms: readonly string[];
  }>(
    ({ base, image, platforms }) => `${base} has no image for ${platforms.join(", ")} (${image})`,
    "choose --base=scratch, which runs on every platform, or leave the platform out",
  ),
  "no-c-compiler-for-platform": text<{
    platforms: readonly string[];
    possible: readonly string[];
  }>(
    ({ platforms }) => `Debian has no C compiler for ${platforms.join(", ")}, which cgo needs`,
    ({ possible }) =>
      `choose among ${possible.join(", ")}, or --cgo=none if the program works without C code`,
  ),
  "base-without-glibc": text<{ base: string }>(
    ({ base }) => `${base} has no glibc, which --cgo=dynamic links to`,
    "choose --base=distroless-base or --base=distroless-cc",
  ),
  "base-with-idle-glibc": text<{ base: string }>(
    ({ base }) => `${base} brings a glibc that a static program does not use`,
    "choose --base=distroless",
  ),
  "packages-without-glibc": text<{ base: string }>(
    ({ base }) => `${base} has no glibc, which Debian's packages link to`,
    "choose --base=distroless-base or --base=distroless-cc",
  ),
  "no-packages-for-platform": text<{
    platforms: readonly string[];
    possible: readonly string[];
  }>(
    ({ platforms }) => `Debian has no packages for ${platforms.join(", ")}`,
    ({ possible }) => `choose --platform among ${possible.join(", ")}`,
  ),
  "builder-without-packages": text(
    "the Alpine build image cannot install Debian's packages",
    ANOTHER_BUILD_IMAGE,
  ),
  "builder-without-c-compiler": text(
    "the Alpine build image has no C compiler",
    ANOTHER_BUILD_IMAGE,
  ),
  "builder-without-eu-strip": text(
    "eu-strip, which separates the symbols, comes with the Debian build image",
    ANOTHER_BUILD_IMAGE,
  ),
  "program-name-twice": text<{ name: string }>(
    ({ name }) => `two of the programs are called ${name}`,
    "build them from two directories, each with a Dockerfile of its own",
  ),
  "program-name-no-image": text<{ name: string }>(
    ({ name }) => `${name} cannot be the name of a stage and of an image`,
    "choose --images=one, or build it alone",
  ),
  "command-of-which-program": text(
    "says nothing of which of several programs it is for",
    "build the programs one by one, or choose --images=one",
  ),
  "init-passes-no-arguments": text(
    "BusyBox init starts the program without arguments",
    "leave --init out, or --arg and --cmd",
  ),
  "init-not-in-base": text<{ base: string }>(
    ({ base }) => `BusyBox init is not in the ${base} image`,
    "choose --base=busybox, or leave --init out",
  ),
  "init-restarts-program": text(
    "BusyBox init would restart a command-line program for ever",
    "leave --init out, or choose --kind=service",
  ),
  "no-health-command": text(
    "nothing is known that could be asked",
    "give the command word by word: --health-cmd={program} --health-cmd=health",
  ),
  "name-of-dockerfile": text<{ name: string }>(
    ({ name }) => `is the Dockerfile's name, ${name}`,
    "give the two different names",
  ),
  "name-of-another-file": text<{ name: string }>(
    ({ name }) => `${quoted(name)} is the name of another file of the project`,
    "choose another name",
  ),
  "base-has-certificates": text<{ base: string }>(
    ({ base }) => `the ${base} image always holds CA certificates`,
    "leave the flag out, or choose --base=scratch",
  ),
  "base-has-time-zones": text<{ base: string }>(
    ({ base }) => `the ${base} image always holds time zones`,
    "choose --tzdata=copy, which adds nothing to this image, or --base=scratch",
  ),
};
