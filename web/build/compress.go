package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/andybalholm/brotli"
)

// Settings of brotli: the best, and a window (16 MiB) that spans the program.
var brotliOptions = brotli.WriterOptions{Quality: 11, LGWin: 24}

// compress adds a .br and a .gz sibling to every file that is worth one. Since
// the best brotli takes long for megabytes, results are kept in cache, under
// the hash of what went in; an empty name keeps none.
func compress(site files, cache string) error {
	var (
		wait  sync.WaitGroup
		mu    sync.Mutex
		first error
	)
	for name, content := range worth(site) {
		for suffix, squeeze := range map[string]func([]byte) ([]byte, error){".br": brotlied, ".gz": bestGzip} {
			wait.Go(func() {
				small, err := cached(cache, content, suffix, squeeze)
				mu.Lock()
				defer mu.Unlock()
				if err != nil && first == nil {
					first = fmt.Errorf("compressing %s: %w", name, err)
				}
				if len(small) < len(content) {
					site[name+suffix] = small
				}
			})
		}
	}
	wait.Wait()
	return first
}

// worth returns the files worth compressing, apart from the map they are in.
func worth(site files) files {
	chosen := files{}
	for name, content := range site {
		if name[0] != '_' && len(content) > 256 {
			chosen[name] = content
		}
	}
	return chosen
}

func brotlied(content []byte) ([]byte, error) {
	var b bytes.Buffer
	w := brotli.NewWriterOptions(&b, brotliOptions)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

func bestGzip(content []byte) ([]byte, error) { return gzipped(content, gzip.BestCompression) }

// gzipped has no name and no time in its header, so it is the same each time.
func gzipped(content []byte, level int) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

func cached(dir string, content []byte, suffix string, squeeze func([]byte) ([]byte, error)) ([]byte, error) {
	if dir == "" {
		return squeeze(content)
	}
	file := filepath.Join(dir, "compressed", fmt.Sprintf("%x%s", sha256.Sum256(content), suffix))
	if kept, err := os.ReadFile(file); err == nil {
		return kept, nil
	}
	small, err := squeeze(content)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, err
	}
	// Written aside and renamed, so that a build that is stopped leaves no half.
	part, err := os.CreateTemp(filepath.Dir(file), "part-")
	if err != nil {
		return nil, err
	}
	_, err = part.Write(small)
	if closeErr := part.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(part.Name(), file)
	}
	return small, err
}
