package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestRoutes(t *testing.T) {
	tests := []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, "/", http.StatusOK},
		{http.MethodGet, "/healthz", http.StatusNoContent},
		{http.MethodPost, "/healthz", http.StatusMethodNotAllowed},
		{http.MethodGet, "/missing", http.StatusNotFound},
	}
	for _, test := range tests {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			recorder := httptest.NewRecorder()
			routes().ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), test.method, test.path, nil))
			if recorder.Code != test.status {
				t.Errorf("status %d, want %d", recorder.Code, test.status)
			}
		})
	}
}

func TestServeProbeAndStop(t *testing.T) {
	addr := freeAddr(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, addr, slog.New(slog.DiscardHandler)) }()

	deadline := time.Now().Add(5 * time.Second)
	for probe(ctx, addr) != nil {
		if time.Now().After(deadline) {
			t.Fatal("the service did not become healthy")
		}
		time.Sleep(10 * time.Millisecond)
	}

	stop()
	if err := <-ended; err != nil {
		t.Errorf("serve: %v", err)
	}
	if probe(t.Context(), addr) == nil {
		t.Error("the probe succeeds although the service has stopped")
	}
}

func TestAddress(t *testing.T) {
	t.Setenv("PORT", "8081")
	if addr, err := address(); err != nil || addr != ":8081" {
		t.Errorf("address: %q, %v", addr, err)
	}
	for _, port := range []string{"0", "65536", "http", "-1", "80 80"} {
		t.Setenv("PORT", port)
		if _, err := address(); err == nil || !strings.Contains(err.Error(), "PORT") {
			t.Errorf("PORT=%q: %v", port, err)
		}
	}
}

func TestStopsDespiteStalledClients(t *testing.T) {
	addr := freeAddr(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, addr, slog.New(slog.DiscardHandler)) }()
	for _, sent := range []string{
		"",
		"GET / HT",
		"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
	} {
		conn := dial(t, addr)
		defer func() { _ = conn.Close() }()
		if _, err := io.WriteString(conn, sent); err != nil {
			t.Fatal(err)
		}
	}

	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("serve: %v", err)
		}
	case <-time.After(3 * time.Second):
		t.Error("a client that sends nothing holds up the end")
	}
}

func TestOneConnectionTooMany(t *testing.T) {
	open := newConnections(1)
	first, second := &net.TCPConn{}, &net.TCPConn{}
	open.changed(first, http.StateNew)
	open.changed(second, http.StateNew)
	if _, known := open.unused[second]; known || len(open.unused) != 1 {
		t.Errorf("%d connections are open, want 1", len(open.unused))
	}
	open.changed(first, http.StateClosed)
	open.changed(second, http.StateNew)
	if len(open.unused) != 1 {
		t.Error("a closed connection still counts")
	}
}

// dial waits until the service listens.
func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	deadline := time.Now().Add(5 * time.Second)
	for {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", addr)
		if err == nil {
			return conn
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func freeAddr(t *testing.T) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}
