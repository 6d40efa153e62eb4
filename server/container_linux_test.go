package main

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFromScratch runs the program as an image from scratch has it: nothing
// else in the root directory, and a user without a name.
func TestFromScratch(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can change the root directory: the program in an empty one is not tried")
	}
	ours(t) // the site must be built
	root := t.TempDir()
	for dir := root; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", filepath.Join(root, "jwkmint"), ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	addr := freeAddr(t)
	fields := strings.Fields(strings.NewReplacer(`"`, "", ",", "", "[", "", "]", "", "0.0.0.0:8080", addr).Replace(hosting(t, "dockerfile", "ENTRYPOINT")))
	var command []string
	for i, field := range fields {
		if field == "ENTRYPOINT" {
			command = fields[i+1:]
		}
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = []string{}
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	said := make([]byte, 200)
	n, err := out.Read(said)
	if err != nil || !strings.Contains(string(said[:n]), addr) {
		t.Fatalf("%q, %v", said[:n], err)
	}
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Get("http://" + addr + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(body), "<title>") {
		t.Errorf("%s, %d bytes, %v", response.Status, len(body), err)
	}
}
