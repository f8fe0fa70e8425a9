// Command app serves HTTP.
//
// It listens on the port in the environment variable PORT, 9000 without one,
// and stops on SIGINT or SIGTERM after the requests under way have ended.
package main

import (
	"bufio"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	defaultPort = "9000"
	// Orchestrators send SIGKILL 10 (Docker) or 30 (Kubernetes) seconds after SIGTERM.
	shutdownTimeout = 8 * time.Second
	// The image's HEALTHCHECK gives the probe 3 seconds.
	probeTimeout = 2 * time.Second
	// How long a request may still arrive after SIGTERM.
	shutdownPatience = 300 * time.Millisecond
	// What one client can take up. Raise them for routes that take uploads or send streams.
	maxConnections = 8192
	maxHeaderBytes = 32 << 10
	maxBodyBytes   = 1 << 20
)

// version is set by the linker: -ldflags "-X main.version=v1.2.3".
var version = "dev"

func main() {
	healthcheck := flag.Bool("healthcheck", false, "ask the running service for its health: exit 0 if it is well")
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	addr, err := address()
	switch {
	case err != nil:
	case flag.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flag.Arg(0))
	case *showVersion:
		fmt.Println(version)
	case *healthcheck:
		err = probe(ctx, addr)
	default:
		err = serve(ctx, addr, slog.New(slog.NewJSONHandler(os.Stdout, nil)))
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "app:", err)
		os.Exit(1)
	}
}

// address is that of all interfaces and the port in PORT.
func address() (string, error) {
	port := cmp.Or(os.Getenv("PORT"), defaultPort)
	if number, err := strconv.ParseUint(port, 10, 16); err != nil || number == 0 {
		return "", fmt.Errorf("PORT is %q, not a number from 1 to 65535", port)
	}
	return net.JoinHostPort("", port), nil
}

// routes is the whole of what the service answers.
func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "app "+version+"\n")
	})
	return mux
}

// serve answers requests until ctx ends, then lets those under way finish.
func serve(ctx context.Context, addr string, log *slog.Logger) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	open := newConnections(maxConnections)
	server := &http.Server{
		Handler:           open.track(http.MaxBytesHandler(routes(), maxBodyBytes)),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second, // the whole request, its body included
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    maxHeaderBytes,
		ConnState:         open.changed,
		ConnContext:       open.withConnection,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelError),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	log.Info("listening", "addr", listener.Addr().String(), "version", version)

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	log.Info("stopping")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- server.Shutdown(ctx) }()
	// Shutdown alone would wait for clients that have sent nothing yet, or half a request.
	if open.drain(ctx, shutdownPatience) {
		return server.Close()
	}
	if err := <-ended; err != nil {
		return fmt.Errorf("requests under way did not end: %w", err)
	}
	return nil
}

// probe asks the service that runs beside it, so that a health check needs no shell and no curl.
// It does without http.Client, which nothing else here uses: 7 % of the image.
func probe(ctx context.Context, addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	deadline := time.Now().Add(probeTimeout)
	dialer := net.Dialer{Deadline: deadline}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort("localhost", port))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(deadline); err != nil {
		return err
	}
	if _, err := io.WriteString(conn, "GET /healthz HTTP/1.0\r\n\r\n"); err != nil {
		return err
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusNoContent {
		return fmt.Errorf("unhealthy: %s", response.Status)
	}
	return nil
}

// connections knows the open connections of a server, and since when no handler is at work on each.
type connections struct {
	mu     sync.Mutex
	unused map[net.Conn]time.Time // the zero time while a handler is at work
	most   int
}

func newConnections(most int) *connections {
	return &connections{unused: map[net.Conn]time.Time{}, most: most}
}

// changed is a http.Server's ConnState. One connection too many is closed before it is read.
func (c *connections) changed(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch state {
	case http.StateNew:
		if len(c.unused) >= c.most {
			_ = conn.Close()
			return
		}
		c.unused[conn] = time.Now()
	case http.StateClosed, http.StateHijacked:
		delete(c.unused, conn)
	}
}

type connectionKey struct{}

// withConnection is a http.Server's ConnContext: it tells track which connection a request is on.
func (c *connections) withConnection(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, connectionKey{}, conn)
}

// track notes when a handler begins and ends.
func (c *connections) track(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, _ := r.Context().Value(connectionKey{}).(net.Conn)
		c.set(conn, time.Time{})
		defer func() { c.set(conn, time.Now()) }()
		next.ServeHTTP(w, r)
	})
}

func (c *connections) set(conn net.Conn, unused time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, known := c.unused[conn]; known {
		c.unused[conn] = unused
	}
}

// drain waits until no connection is left, or ctx ends, and says which. Connections on which no
// handler has been at work for some time are closed: their clients sent nothing, or half of a
// request that nobody reads.
func (c *connections) drain(ctx context.Context, patience time.Duration) bool {
	ticker := time.NewTicker(patience / 10)
	defer ticker.Stop()
	for c.closeUnusedBefore(time.Now().Add(-patience)) > 0 {
		select {
		case <-ctx.Done():
			return false
		case <-ticker.C:
		}
	}
	return true
}

// closeUnusedBefore returns how many connections are left.
func (c *connections) closeUnusedBefore(limit time.Time) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn, unused := range c.unused {
		if !unused.IsZero() && unused.Before(limit) {
			_ = conn.Close()
			delete(c.unused, conn)
		}
	}
	return len(c.unused)
}
