package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// epoch is the time of every file in an archive: the earliest that zip knows.
// A true time would make two builds of one source differ.
var epoch = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// tarball packs files into one folder: sorted, with no owner, and with modes
// that don't depend on who builds. Those in executable may be run.
func tarball(folder string, content files, executable ...string) ([]byte, error) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(content)) {
		header := &tar.Header{
			Typeflag: tar.TypeReg, Name: path.Join(folder, name), Size: int64(len(content[name])),
			Mode: mode(name, executable), ModTime: epoch, Format: tar.FormatUSTAR,
		}
		if err := w.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := w.Write(content[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return gzipped(b.Bytes(), gzip.BestCompression)
}

// zipball is tarball for systems that have no tar.
func zipball(folder string, content files, executable ...string) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestCompression)
	})
	for _, name := range slices.Sorted(maps.Keys(content)) {
		header := &zip.FileHeader{Name: path.Join(folder, name), Method: zip.Deflate, Modified: epoch}
		header.SetMode(fs.FileMode(mode(name, executable)))
		file, err := w.CreateHeader(header)
		if err != nil {
			return nil, err
		}
		if _, err := file.Write(content[name]); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

func mode(name string, executable []string) int64 {
	if slices.Contains(executable, name) {
		return 0o755
	}
	return 0o644
}

// pack packs files as the system is used to.
func pack(system, folder string, content files, executable ...string) (name string, archive []byte, err error) {
	if strings.HasPrefix(system, "windows") {
		archive, err = zipball(folder, content, executable...)
		return folder + ".zip", archive, err
	}
	archive, err = tarball(folder, content, executable...)
	return folder + ".tar.gz", archive, err
}
