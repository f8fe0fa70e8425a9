/**
 * A program that runs beside the one under test, in its network namespace, and prints the sockets
 * that are listened on, a line each: protocol, port, and `loopback` or `all`. The image under test
 * has no shell that could look, and ports can be seen from outside on Linux only.
 */
export const PROBE_SOURCE = `package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	for _, file := range []string{"tcp", "tcp6", "udp", "udp6"} {
		list(file)
	}
}

// list prints the listening sockets of one table of the kernel. State 0A is TCP's LISTEN, 07 an
// unconnected UDP socket.
func list(file string) {
	table, err := os.Open("/proc/net/" + file)
	if err != nil {
		return
	}
	defer table.Close()
	lines := bufio.NewScanner(table)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 4 || fields[3] != "0A" && !(fields[3] == "07" && file[:3] == "udp") {
			continue
		}
		address, hex, _ := strings.Cut(fields[1], ":")
		port, err := strconv.ParseUint(hex, 16, 16)
		if err != nil {
			continue
		}
		reach := "all"
		if strings.HasSuffix(address, "7F") || address == "00000000000000000000000001000000" {
			reach = "loopback"
		}
		fmt.Println(file[:3], port, reach)
	}
}
`;

/** The image that holds the probe and nothing else. */
export function probeDockerfile(builder: string): string {
  return [
    `FROM ${builder} AS build`,
    "WORKDIR /src",
    "COPY probe.go .",
    "RUN CGO_ENABLED=0 go build -trimpath -ldflags=-s -o /probe probe.go",
    "FROM scratch",
    "COPY --from=build /probe /probe",
    'ENTRYPOINT ["/probe"]',
    "",
  ].join("\n");
}
