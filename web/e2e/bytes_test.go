package e2e

import (
	"fmt"
	"io"
	"net/http"
	"testing"
)

// budget is what a first visit may download at most, in bytes, so that nothing
// grows unseen: one per cent more than it is. What a new feature adds is added
// here with it, up to 1,480,000. The last were that the program is sent as it is
// when it has started, 19 kB, for half of the time from there to the first JWK;
// 21 kB for keys as source code and programs print them, and for signatures
// that are right but for their salt, digest or spelling; and 8 kB for keys in
// tables, in DNS and in sets of COSE, and for JWKs out of logs; and 9 kB for bytes
// as programs show them, and for keys with words or a fence around them; and 7 kB for
// keys within other texts; and 7 kB for JWKs whose members are written one by one, and
// for private numbers under a name that is not known; and 7 kB for fields that each
// system has of its own, words and files for the one that was chosen, and asking about a
// list that is made again only in its turn; and 13 kB for private numbers that tools
// print, and JWKs whose members are spelled otherwise or follow from the rest; and 20 kB for
// what else a comparison and a diagnosis tell of tokens, digests and sets, of which a zip
// written by hand and Go's collector of before 1.26 give back 14 kB.
const budget = 1_480_000

// firstVisit is what a browser that speaks brotli downloads until the page
// works, by file.
func firstVisit(t testing.TB) map[string]int64 {
	t.Helper()
	s := startSite(t)
	sizes := map[string]int64{}
	for _, path := range []string{"/", "/" + wasmName(t)} {
		r, err := http.NewRequest(http.MethodGet, s.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", "br") // set by hand, so that net/http leaves the body as it comes
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK || response.Header.Get("Content-Encoding") != "br" {
			t.Fatalf("%s: %s, %q, %v", path, response.Status, response.Header.Get("Content-Encoding"), err)
		}
		sizes[path] = n
	}
	return sizes
}

func total(sizes map[string]int64) (sum int64) {
	for _, n := range sizes {
		sum += n
	}
	return sum
}

func TestBytesOverTheWire(t *testing.T) {
	sizes := firstVisit(t)
	if sum := total(sizes); sum > budget {
		t.Errorf("a first visit downloads %d bytes, over the budget of %d: %v", sum, budget, sizes)
	}
}

// BenchmarkBytesOverTheWire reports the download, beside a Go hello-world
// page of 439 kB.
func BenchmarkBytesOverTheWire(b *testing.B) {
	var sizes map[string]int64
	for b.Loop() {
		sizes = firstVisit(b)
	}
	sum := total(sizes)
	b.ReportMetric(float64(sum), "bytes")
	b.ReportMetric(float64(sum)/439_000, "x-hello")
	for _, path := range sortedNames(sizes) {
		tell(partBytes, "bytes over the wire, brotli: "+path, fmt.Sprint(sizes[path]), "", "")
	}
	tell(partBytes, "bytes over the wire to a working page", fmt.Sprint(sum),
		fmt.Sprintf("a Go hello-world page, 439 kB: %.1f times", float64(sum)/439_000), atMost(float64(sum)/1e6, budget/1e6, " MB"))
}
