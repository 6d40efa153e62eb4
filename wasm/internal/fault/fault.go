// Package fault is the closed set of errors that jwkmint tells a person about.
//
// Every error carries a Code. The table in codes.go gives each code a message
// a person understands and a hint that says what to do next. Detail adds
// fixed words of our own (an algorithm's name, a limit, a command); it never
// holds input bytes, file contents or a passphrase.
package fault

import (
	"errors"
	"strings"
)

// Code names one kind of failure. Codes are stable: pages and docs rely on them.
type Code string

// Error is a failure with a code from the table.
type Error struct {
	Code Code
	// Detail completes the message, in brackets before its full stop: the name
	// of an algorithm, or a clause such as "the modulus is even". It begins
	// small and has no full stop. It is written by us, never copied from input.
	Detail string
	// Hint, when set, replaces the table's hint: the exact command that
	// helps with this very input.
	Hint string
	// Choices, when set, are what the input can be said to be, so that it is
	// read as that: fixed words of our own.
	Choices []string
	// Err is the cause, for errors.Is and tests; it is never shown.
	Err error
}

// New returns an error with the given code. Detail may be empty. It has hundreds of callers:
// inlined there it and the next two would make the program larger by some tens of kilobytes.
//
//go:noinline
func New(code Code, detail string) *Error { return &Error{Code: code, Detail: detail} }

// Wrap is New with a cause that errors.Is can find and that is never shown.
//
//go:noinline
func Wrap(code Code, detail string, err error) *Error {
	return &Error{Code: code, Detail: detail, Err: err}
}

// WithHint returns a copy of e with its own hint.
//
//go:noinline
func (e *Error) WithHint(hint string) *Error {
	c := *e
	c.Hint = hint
	return &c
}

// WithChoices returns a copy of e with choices.
func (e *Error) WithChoices(choices []string) *Error {
	c := *e
	c.Choices = choices
	return &c
}

// Choices returns those of the first fault in err's chain.
func Choices(err error) []string {
	var f *Error
	if errors.As(err, &f) {
		return f.Choices
	}
	return nil
}

// Error gives the code and detail, nothing of the cause: a cause from a
// library may quote input.
func (e *Error) Error() string {
	if e.Detail == "" {
		return string(e.Code)
	}
	return string(e.Code) + ": " + e.Detail
}

func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is a fault with the same code, so that
// errors.Is(err, fault.New(fault.NoKey, "")) works.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// CodeOf returns the code of the first fault in err's chain, or Internal.
func CodeOf(err error) Code {
	var f *Error
	if errors.As(err, &f) {
		return f.Code
	}
	return Internal
}

// Text returns the message and hint to show for err. An error that is not a
// fault gives those of Internal, so that no foreign text is ever shown.
func Text(err error) (message, hint string) {
	var f *Error
	if !errors.As(err, &f) {
		f = New(Internal, "")
	}
	row, ok := table[f.Code]
	if !ok {
		row = table[Internal]
	}
	message, hint = row.Message, row.Hint
	if f.Detail != "" {
		message = strings.TrimSuffix(message, ".") + " (" + f.Detail + ")."
	}
	if f.Hint != "" {
		hint = f.Hint
	}
	return message, hint
}
