import { expect, test } from "vitest";
import { linkedLibraries } from "../../src/read/cgo-flags.ts";

test.each([
  ["// #cgo LDFLAGS: -lpcap -lm\n", ["-lpcap"]],
  ["#cgo linux,amd64 LDFLAGS: -L/opt/lib -lz -Wl,-rpath\n", ["-lz"]],
  ["#cgo pkg-config: libpng gtk+-3.0 --static\r\n", ["libpng", "gtk+-3.0"]],
  ["#cgo LDFLAGS: -lc -ldl -lpthread -lrt -lstdc++\n", []],
  ["#cgo LDFLAGS: -la\n#cgo windows LDFLAGS: -lb\n", ["-la", "-lb"]],
  ["#cgo CFLAGS: -I. -DX=-ly\n", []],
  ["LDFLAGS: -lz\n", []],
  ["#cgo LDFLAGS: ${SRCDIR}/lib.a\n", []],
])("%j", (source, expected) => expect(linkedLibraries(source)).toEqual(expected));
