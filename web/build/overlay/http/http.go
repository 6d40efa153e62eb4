// Package http stands in the program for net/http.
//
// The JOSE library can fetch key sets from the network, and mentions net/http
// for that; nothing in this tree asks it to. In place of the real package,
// which brings net and crypto/tls with it, the build links this one: the
// names that the library mentions, and not one line that could open a
// connection. Whatever is asked of it is refused.
package http

import (
	"errors"
	"io"
	"time"
)

// ErrNoNetwork is the answer to every request.
var ErrNoNetwork = errors.New("this program contains no code for the network")

// StatusOK is HTTP's.
const StatusOK = 200

// Header is what a Response would carry.
type Header map[string][]string

// Get finds nothing: there is never a Response whose Header it could be.
func (Header) Get(string) string { return "" }

// Response is never made.
type Response struct {
	Status     string
	StatusCode int
	Header     Header
	Body       io.ReadCloser
}

// Client refuses.
type Client struct{}

// DefaultClient refuses.
var DefaultClient = &Client{}

// Get returns ErrNoNetwork.
func (*Client) Get(string) (*Response, error) { return nil, ErrNoNetwork }

// ParseTime returns ErrNoNetwork: it reads a time out of a Response.
func ParseTime(string) (time.Time, error) { return time.Time{}, ErrNoNetwork }
