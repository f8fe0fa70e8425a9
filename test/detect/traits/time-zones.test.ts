import { expect, test } from "vitest";
import { timeZones } from "../../../src/detect/traits/time-zones.ts";
import { findingsOf, mainFile, type Texts } from "../../support/program.ts";

const main = (imports: readonly string[], ...lines: readonly string[]): Texts => ({
  "main.go": mainFile(imports, ...lines),
});
const image = (line: string): Texts => ({
  Dockerfile: `FROM alpine\n${line}\nENTRYPOINT ["/app"]\n`,
});
const PQ = "github.com/lib/pq";

test.each<[string, Texts, string]>([
  ["nothing", main(["time"]), "tzdata=none"],
  ["a call", main(["time"], 'time.LoadLocation("UTC")'), "tzdata=embed main.go:7"],
  [
    "embedded already",
    main(["time", "time/tzdata"], 'time.LoadLocation("UTC")'),
    "tzdata=none main.go:5",
  ],
  [
    "a schedule in a zone",
    main(["github.com/robfig/cron/v3"], 'cron.New().AddFunc("CRON_TZ=Asia/Tokyo 1 * * * *", f)'),
    "tzdata=embed main.go:7",
  ],
  [
    "a schedule from outside",
    main(["github.com/robfig/cron/v3"], "cron.New().AddFunc(spec, f)"),
    "tzdata=embed main.go:7",
  ],
  [
    "a schedule in no zone",
    main(["github.com/robfig/cron/v3"], 'cron.New().AddFunc("1 * * * *", f)'),
    "tzdata=none",
  ],
  [
    "the local zone of the old image",
    { ...main([]), ...image("ENV TZ=Europe/Rome") },
    "tzdata=embed Dockerfile:2",
  ],
  ["UTC, which needs no data", { ...main([]), ...image("ENV TZ=UTC") }, "tzdata=none"],
  [
    "the local zone in Compose",
    {
      ...main([]),
      "compose.yaml": "services:\n  a:\n    build: .\n    environment: [TZ=Asia/Tokyo]\n",
    },
    "tzdata=embed compose.yaml:4",
  ],
  ["a driver", main([PQ]), "tzdata=embed main.go:4"],
  ["a package of a driver", main([`${PQ}/x`]), "tzdata=embed main.go:4"],
  ["no driver", main([`${PQ}x`]), "tzdata=none"],
  ["the old image", { ...main([]), ...image("RUN apk add tzdata") }, "tzdata=embed Dockerfile"],
  [
    "an old image that copies them",
    { ...main([]), ...image("COPY --from=a /usr/share/zoneinfo /usr/share/zoneinfo") },
    "tzdata=embed Dockerfile",
  ],
  ["an old image without", { ...main([]), ...image("RUN true") }, "tzdata=none"],
  [
    "a driver that is vendored",
    {
      ...main([PQ]),
      "go.mod": `module example.com/app\n\ngo 1.26.0\n\nrequire ${PQ} v1.0.0\n`,
      "vendor/modules.txt": `# ${PQ} v1.0.0\n## explicit\n${PQ}\n`,
      [`vendor/${PQ}/a.go`]: "package pq\n",
    },
    `tzdata=embed vendor/${PQ}`,
  ],
])("%s", (_name, texts, expected) => expect(findingsOf(timeZones, texts)).toEqual([expected]));
