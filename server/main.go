// Command server serves the built site, which it carries inside it. It
// listens on the loopback address unless told otherwise; help says the rest.
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

const help = `jwkmint serves its page: any key in, the JWK out, inside the visitor's browser.
The page is inside this program. It reads no files, and no key ever comes here.

Usage:
  jwkmint [-addr HOST:PORT] [-tls-in-front]

Flags:
  -addr HOST:PORT   where to listen; 127.0.0.1:8080 unless you say otherwise.
                    127.0.0.1 is for this machine alone, 0.0.0.0 for everybody
                    who can reach it. Port 0 picks a free one.
  -tls-in-front     every visitor comes by https, through a proxy in front of
                    this program: browsers are told to insist on it (HSTS).
  -h, -help         this page

Examples:
  jwkmint                           for yourself, at http://127.0.0.1:8080
  jwkmint -addr 127.0.0.1:9000      somewhere else
  jwkmint -addr 0.0.0.0:8080 -tls-in-front
                                    in a container, behind a proxy with TLS

It prints its address once it listens. Ctrl+C stops it, after the answers that
are under way.
`

// grace is how long answers under way may take once the server is stopped.
const grace = 5 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "jwkmint:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends, or prints the help that was asked for. It prints
// the address once connections are accepted.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("jwkmint", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	addr := flags.String("addr", "127.0.0.1:8080", "")
	tls := flags.Bool("tls-in-front", false, "")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		_, err := io.WriteString(out, help)
		return err
	case err != nil:
		return fmt.Errorf("%w; -h lists the flags", err)
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
	case errors.Is(err, addressInUse):
		return fmt.Errorf("%s is taken by another program: stop it, or choose another address with -addr", *addr)
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
