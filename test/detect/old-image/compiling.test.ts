import { expect, test } from "vitest";
import { goVerb, readGoCall } from "../../../src/detect/old-image/compiling.ts";
import { readScript } from "../../../src/read/shell.ts";

const call = (text: string): ReturnType<typeof readGoCall> => {
  const [command] = readScript(text, (name) => (name === "N" ? "n" : undefined)).commands;
  return command && readGoCall(command);
};

test.each([
  ["go build", undefined, [], []],
  ["go build .", undefined, [], ["."]],
  ["go build ./", undefined, [], ["."]],
  ["go build -o x -tags y ./cmd/z", "x", ["y"], ["./cmd/z"]],
  ["go build -o=x -tags=a,b ./cmd/z/", "x", ["a", "b"], ["./cmd/z"]],
  ["go build --o x .", "x", [], ["."]],
  ['go build -tags "a b" -ldflags "-s -w" .', undefined, ["a", "b"], ["."]],
  ["CGO_ENABLED=0 GOOS=linux go build -o /out/$N .", "/out/n", [], ["."]],
  ["go build -o /out/$X .", "/out/$X", [], ["."]],
  ["go build ./cmd/$X", undefined, [], []],
  ["go build -o x ./a ./b", "x", [], ["./a", "./b"]],
  ["go build main.go", undefined, [], ["."]],
  ["go build cmd/a/main.go", undefined, [], ["./cmd/a"]],
  ["go build ./cmd/a/main.go", undefined, [], ["./cmd/a"]],
  ["go build example.com/app", undefined, [], []],
  ["go install ./cmd/a", undefined, [], ["./cmd/a"]],
  ["xx-go build -o x .", "x", [], ["."]],
  ["/usr/local/go/bin/go build -o x .", "x", [], ["."]],
  ["time go build -o x .", "x", [], ["."]],
  ["go build -tags timetzdata,own .", undefined, ["own"], ["."]],
  ["go build -tags netgo,own .", undefined, ["own"], ["."]],
  ["go build -tags osusergo,own .", undefined, ["own"], ["."]],
  ["go build -tags static_build,own .", undefined, ["own"], ["."]],
  ["go build -tags $X .", undefined, [], ["."]],
])("%s", (text, output, tags, packages) =>
  expect(call(text)).toMatchObject({ output, tags, packages }),
);

// None takes the next word, so that it is the package.
test.each(
  "a asan buildvcs cover i json linkshared modcacherw msan n race trimpath v work x".split(" "),
)("go build -%s takes no value", (flag) =>
  expect(call(`go build -${flag} ./cmd/a`)?.packages).toEqual(["./cmd/a"]),
);

test.each(["go test ./...", "go", "cargo build", "mygo build", "go mod download"])(
  "%s compiles nothing",
  (text) => expect(call(text)).toBeUndefined(),
);

test("the subcommand of go", () => {
  const [command] = readScript("go mod download").commands;
  expect(command && goVerb(command)?.verb).toBe("mod");
});
