package api

import (
	"context"
	"runtime"
)

// Version is the build's, set by the linker:
// -ldflags "-X jwkmint/wasm/internal/api.Version=…".
var Version = "dev"

type helloResult struct {
	Version  string `json:"version"`
	Protocol int    `json:"protocol"`
	Go       string `json:"go"`
	Subtle   bool   `json:"subtle"`
}

func (s *Session) hello(_ context.Context, params *object) (any, error) {
	protocol := params.number("protocol")
	if err := params.doneAll(); err != nil {
		return nil, err
	}
	if protocol != Protocol {
		return nil, badRequest("another protocol")
	}
	return helloResult{Version, Protocol, runtime.Version(), s.subtle != nil}, nil
}
