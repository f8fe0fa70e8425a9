package main

import (
	"errors"
	"flag"
	"io"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	tests := []struct {
		args []string
		want string
		err  error
	}{
		{nil, "Hello, world!\n", nil},
		{[]string{"Ada", "Lovelace"}, "Hello, Ada Lovelace!\n", nil},
		{[]string{"-version"}, "dev\n", nil},
		{[]string{"-help"}, "", flag.ErrHelp},
		{[]string{"-unknown"}, "", errUsage},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			var stdout strings.Builder
			if err := run(test.args, &stdout, io.Discard); !errors.Is(err, test.err) {
				t.Errorf("error %v, want %v", err, test.err)
			}
			if stdout.String() != test.want {
				t.Errorf("wrote %q, want %q", stdout.String(), test.want)
			}
		})
	}
}
