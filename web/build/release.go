package main

import (
	"bytes"
	"debug/buildinfo"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
)

// platforms are those that the server is built for.
var platforms = []struct{ system, processor string }{
	{"darwin", "amd64"}, {"darwin", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"},
}

// A server is one built server program.
type server struct {
	system, processor string
	program           []byte
	info              *debug.BuildInfo // what is linked into it, as it says itself
}

// release writes what is published of a version into dir: the site, the page
// in one file, the server for each platform, the licences, the bill of
// materials, and the checksums of all. The site must lie in web/dist already,
// from where the server takes it. The same source gives the same bytes.
func release(dir string, site files, p *program, licenses []byte) error {
	var servers []server
	for _, at := range platforms {
		fmt.Printf("building the server for %s/%s\n", at.system, at.processor)
		s, err := buildServer(at.system, at.processor)
		if err != nil {
			return err
		}
		servers = append(servers, s)
	}
	published, err := publish(site, servers, licenses)
	if err != nil {
		return err
	}
	bill, err := billOfMaterials(site, p, servers)
	if err != nil {
		return err
	}
	published["jwkmint-"+Version+".cdx.json"] = bill
	published["SHA256SUMS"] = sums(published)
	return write(dir, published)
}

// publish packs the site and the servers.
func publish(site files, servers []server, licenses []byte) (files, error) {
	published := files{standaloneName: site[standaloneName], "licenses.txt": licenses}
	for _, system := range []string{"any", "windows"} {
		name, archive, err := pack(system, "jwkmint-"+Version+"-site", site)
		if err != nil {
			return nil, err
		}
		published[name] = archive
	}
	for _, s := range servers {
		file := "jwkmint"
		if s.system == "windows" {
			file += ".exe"
		}
		folder := fmt.Sprintf("jwkmint-%s-%s-%s", Version, s.system, s.processor)
		name, archive, err := pack(s.system, folder, files{file: s.program, "licenses.txt": licenses}, file)
		if err != nil {
			return nil, err
		}
		published[name] = archive
	}
	return published, nil
}

// buildServer builds the server with the site that lies in web/dist. The
// flags are those of the program (program.go), without what makes it small.
func buildServer(system, processor string) (server, error) {
	s := server{system: system, processor: processor}
	dir, err := os.MkdirTemp("", "jwkmint-server-")
	if err != nil {
		return s, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "jwkmint")
	env := append(steadyEnv(), "GOOS="+system, "GOARCH="+processor, "GOAMD64=v1", "GOARM64=v8.0")
	if _, err := goTool(env, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", file, "./server"); err != nil {
		return s, err
	}
	if s.program, err = os.ReadFile(file); err != nil {
		return s, err
	}
	s.info, err = buildinfo.Read(bytes.NewReader(s.program))
	return s, err
}
