// Command server serves the built site, which it carries inside it. It
// listens on the loopback address unless told otherwise.
//
//	server [-addr 127.0.0.1:8080] [-tls-in-front]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"jwkmint/server/handler"
	"jwkmint/web"
)

// grace is how long answers under way may take once the server is stopped.
const grace = 5 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "jwkmint:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends. It prints the address once connections are
// accepted.
func run(ctx context.Context, args []string, out, usage io.Writer) error {
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	flags.SetOutput(usage)
	addr := flags.String("addr", "127.0.0.1:8080", "address to listen on, host:port; port 0 picks a free one")
	tls := flags.Bool("tls-in-front", false, "every visitor comes by https, through a proxy: tell browsers to insist on it (HSTS)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is not a flag; -h lists them", flags.Arg(0))
	}
	files, err := web.Site()
	if err != nil {
		return err
	}
	site, err := handler.New(files, handler.Options{TLS: *tls})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%s is taken by another program: stop it, or choose another address with -addr (make run ADDR=127.0.0.1:8081)", *addr)
	case err != nil:
		return fmt.Errorf("cannot listen on %s: %w", *addr, err)
	}
	fmt.Fprintf(out, "jwkmint is at http://%s/\n", listener.Addr())
	return serve(ctx, listener, site)
}

// serve answers until ctx ends, and then lets what is under way end.
func serve(ctx context.Context, listener net.Listener, site http.Handler) error {
	server := &http.Server{
		Handler:           site,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      5 * time.Minute, // the whole program, over a very slow line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(handler.Guard(listener)) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	within, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := server.Shutdown(within); err != nil {
		return server.Close()
	}
	return nil
}
