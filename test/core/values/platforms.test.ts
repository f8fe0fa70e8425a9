import { expect, test } from "vitest";
import { parsePlatforms } from "../../../src/core/values/platforms.ts";

test.each([
  ["linux/amd64", ["linux/amd64"]],
  ["linux/arm64, linux/amd64", ["linux/amd64", "linux/arm64"]],
  [
    ["linux/arm64", "darwin/arm64,linux/arm64"],
    ["linux/arm64", "darwin/arm64"],
  ],
  [["linux/arm"], ["linux/arm/v7"]],
  [
    ["linux/arm64/v8", "linux/amd64/v1"],
    ["linux/amd64", "linux/arm64"],
  ],
  [["linux/amd64/v3"], ["linux/amd64/v3"]],
])("%j is %j", (raw, value) => expect(parsePlatforms(raw)).toEqual({ value }));

test.each([
  [undefined, "must be a list of platforms"],
  [{}, "must be a list of platforms"],
  [["linux/amd64", 1], "must be a list of platforms"],
  [[], "none of the platforms is for linux, so there is no image to build; add linux/amd64"],
  [
    ["windows/amd64"],
    "none of the platforms is for linux, so there is no image to build; add linux/amd64",
  ],
  [
    "windows/arm",
    '"windows/arm" is not a platform that Go builds for without cgo; there are windows/amd64, windows/arm64, windows/386',
  ],
  [
    "linux/amd64,windows",
    '"windows" is not a platform that Go builds for without cgo; there are windows/amd64, windows/arm64, windows/386',
  ],
  ["js/amd64", '"js/amd64" is not a platform that Go builds for without cgo; there are js/wasm'],
  [
    "beos/amd64",
    '"beos/amd64" is not a platform that Go builds for without cgo; there are linux/amd64, linux/arm64, darwin/arm64, windows/amd64, …',
  ],
  [
    "linux/amd64,",
    '"" is not a platform that Go builds for without cgo; there are linux/amd64, linux/arm64, darwin/arm64, windows/amd64, …',
  ],
])("%j %s", (raw, problem) => expect(parsePlatforms(raw)).toEqual({ problem }));
