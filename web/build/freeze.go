package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tetratelabs/wazero"
)

// freeze runs a program until it waits to be called, and returns the module
// that begins there, and what JavaScript has to know of it: so a browser need
// not run what comes before, nor compile it. Between the first instruction and
// the first call, all that Go has lies in the module's memory and globals,
// goroutines with their stacks included.
//
// What a program does until it waits must not depend on where and when it
// runs: freeze_host.go is all that is around it, and refuses what it does not know.
// thaw.go, in overlay/_runtime, makes anew what must be of each visit's own.
func freeze(module []byte) ([]byte, *frozen, error) {
	return newHost().freeze(module)
}

func (h *host) freeze(module []byte) ([]byte, *frozen, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, nil, err
	}
	still, err := h.run(sections)
	if err != nil {
		return nil, nil, err
	}
	state, err := h.frozen()
	if err != nil {
		return nil, nil, err
	}
	module, err = still.write(sections)
	return module, state, err
}

// run runs a program until it waits.
func (h *host) run(sections []section) (*image, error) {
	opened, err := exportGlobals(sections)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	engine := wazero.NewRuntimeWithConfig(ctx, h.engine)
	defer engine.Close(ctx)
	if err := h.offer(ctx, engine); err != nil {
		return nil, err
	}
	// The function that puts the tables back (pack.go) is run by this, and
	// nothing else of the program.
	instance, err := engine.InstantiateWithConfig(ctx, writeSections(opened), wazero.NewModuleConfig().WithStartFunctions())
	if err != nil {
		return nil, err
	}
	h.memory = instance.Memory()
	begin := instance.ExportedFunction("run")
	if h.memory == nil || begin == nil {
		return nil, errors.New("the program cannot be started")
	}
	still := &image{before: slices.Clone(h.all())}
	if _, err := begin.Call(ctx, h.arguments()...); err != nil {
		return nil, err
	}
	still.after = slices.Clone(h.all())
	for i := range globalTypes {
		global := instance.ExportedGlobal(globalName(i))
		if global == nil {
			return nil, fmt.Errorf("global %d of the program cannot be read", i)
		}
		still.globals = append(still.globals, global.Get())
	}
	return still, nil
}
