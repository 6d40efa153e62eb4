package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// edit is a change to a file of the standard library, in the program alone.
type edit struct {
	path, file string
	old        string // a regular expression
	times      int    // how often it matches
	new        string
}

// edits leave out what nothing here can reach, or what does slowly the same
// with a third of the code, where speed is of no matter. The tests of the
// standard library pass with them, but those of what is printed, and of the words of
// panics.
var edits = []edit{
	// P-256's table is computed when it is first used (derived.go).
	{"crypto/internal/fips140/nistec", "p256.go", `&p256GeneratorTables\[`, 2, `&p256Tables()[`},

	// The tables of P-384 and P-521 take 14,000 little numbers in memory, which
	// the collector would look through each time, and as long to make as five
	// multiplications without: so the first few do without.
	withoutTable("p384"), withoutTable("p521"),

	// AES's tables too, when a key is first expanded.
	{"crypto/internal/fips140/aes", "aes_generic.go", `func expandKeyGeneric\(c \*blockExpanded, key \[\]byte\) \{\n`, 1, "${0}\tcomputeTables()\n"},

	// There is no JWK on P-224, so nothing here makes a key on it; but the
	// packages of the other curves name it wherever they name those.
	{"crypto/ecdsa", "ecdsa.go", `\tcase elliptic\.P224\(\)(\.Params\(\))?:\n\t\treturn [^\n]*\n`, 8, ""},
	{"crypto/elliptic", "elliptic.go", `\binitP224\(\)\n|func P224\(\) Curve \{[^}]*\}\n|\bp224, `, 3, ""},
	{"crypto/elliptic", "nistec.go", `(?s)var p224 = .*?\n\}\n|func initP224\(\) \{.*?\n\}\n`, 2, ""},
	{"crypto/elliptic", "params.go", `\bp224, `, 1, ""},

	// Floating-point numbers are read and written in the exact way that is
	// the library's last resort, without tables of powers of ten.
	{"internal/strconv", "atof.go", `var optimize = true`, 1, `const optimize = false`},

	// What a dying program prints would be thrown away (tables.go): it ends without
	// a word. And nobody starts the tracing of goroutines, the profiles of memory and of
	// waiting, or what GODEBUG has the collector tell about itself.
	emptied("traceback.go", "traceback1|tracebacksomeothers|tracebackHexdump|goroutineheader|printcreatedby|printcreatedby1|printAncestorTraceback|printCgoTraceback", 8),
	{"runtime", "traceback.go", `\t"internal/runtime/pprof/label"\n`, 1, ""},
	emptied("panic.go", "preprintpanics|printpanics", 2),
	instead("panic.go", "dopanic_m", "return false"),
	emptied("error.go", "printpanicval|printanycustomtype|printindented", 3),
	emptied("print.go", `print\w+|gwrite`, 21),
	{"runtime", "print.go", `\t"internal/strconv"\n`, 1, ""},
	instead("mgcsweep.go", `\(s \*mspan\) reportZombies`, `throw("")`),
	instead("mbitmap.go", "badPointer", `throw("")`),
	emptied("proc.go", "dumpgstatus", 1),
	emptied("proc.go", "schedtrace", 1),
	emptied("mgcmark.go", "gcDumpObject", 1),
	emptied("mgcmark_greenteagc.go", "dumpScanStats", 1),
	emptied("mcheckmark.go", "checkFinalizersAndCleanups", 1),
	emptied("mprof.go", "mProf_Malloc|saveblockevent|doRecordGoroutineProfile", 3),
	{"reflect", "value.go", `(?s)(func valueMethodName\(\) string \{\n).*?(\treturn "unknown method"\n\})`, 1, "$1$2"},
	{"internal/reflectlite", "value.go", `(?s)(func methodName\(\) string \{\n).*?\n\}`, 1, "$1\treturn \"unknown method\"\n}"},
	{"internal/reflectlite", "value.go", `\t"runtime"\n`, 1, ""},
	emptied("trace.go", "traceAdvance", 1),
	emptied("traceruntime.go", `\(tl traceLocker\) \w+`, 30),
	emptied("traceallocfree.go", `\(tl traceLocker\) \w+`, 9),

	// The program is frozen when it has started, and thaws when it is called
	// (freeze.go, overlay/_runtime). What it no longer needs then is zeros: what
	// the collector frees with GODEBUG=clobberfree=1, and pages that the program
	// gives back, as debug.FreeOSMemory has it do. Else it never gives any back:
	// a browser takes none, and the scavenger would wake up for nothing.
	{"runtime", "lock_js.go", `func handleEvent\(\) \{\n`, 1, "${0}\tif !thawed {\n\t\tthawed = true\n\t\tthaw()\n\t}\n"},
	{"runtime", "mgcsweep.go", `= 0xdeadbeef\n`, 1, "= 0\n"},
	{"runtime", "mem_sbrk.go", `func sysUnusedOS\(v unsafe\.Pointer, n uintptr\) \{\n`, 1, "${0}\tmemclrNoHeapPointers(v, n)\n"},
	emptied("mgcscavenge.go", `\(s \*scavengerState\) wake`, 1),

	// What is sorted here is short. A dozen functions, made for each type
	// that is sorted, choose between ways to sort: two of these are left,
	// of which neither can be made to take long.
	{"slices", "zsortanyfunc.go", `func pdqsortCmpFunc\[E any\]\(([^{]*)\) \{\n`, 1, "func pdqsortCmpFunc[E any]($1) {\n" +
		"\tif b-a <= 12 {\n\t\tinsertionSortCmpFunc(data, a, b, cmp)\n\t} else {\n\t\theapSortCmpFunc(data, a, b, cmp)\n\t}\n}\n\nfunc leftOutCmpFunc[E any]($1) {\n"},
	{"slices", "zsortordered.go", `func pdqsortOrdered\[E cmp\.Ordered\]\(([^{]*)\) \{\n`, 1, "func pdqsortOrdered[E cmp.Ordered]($1) {\n" +
		"\tif b-a <= 12 {\n\t\tinsertionSortOrdered(data, a, b)\n\t} else {\n\t\theapSortOrdered(data, a, b)\n\t}\n}\n\nfunc leftOutOrdered[E cmp.Ordered]($1) {\n"},
	{"sort", "zsortfunc.go", `func pdqsort_func\(([^{]*)\) \{\n`, 1, "func pdqsort_func($1) {\n" +
		"\tif b-a <= 12 {\n\t\tinsertionSort_func(data, a, b)\n\t} else {\n\t\theapSort_func(data, a, b)\n\t}\n}\n\nfunc leftOut_func($1) {\n"},
	{"sort", "zsortinterface.go", `func pdqsort\(([^{]*)\) \{\n`, 1, "func pdqsort($1) {\n" +
		"\tif b-a <= 12 {\n\t\tinsertionSort(data, a, b)\n\t} else {\n\t\theapSort(data, a, b)\n\t}\n}\n\nfunc leftOut($1) {\n"},
}

// emptied takes the bodies of functions of package runtime away, which must
// return nothing.
func emptied(file, names string, times int) edit {
	return withBody(file, `(?:`+names+`)\([^\n]*\)`, times, "")
}

// instead gives a function of package runtime another body.
func instead(file, name, body string) edit {
	return withBody(file, name+`\([^\n]*`, 1, "\t"+body+"\n")
}

func withBody(file, signature string, times int, body string) edit {
	return edit{"runtime", file, `(?ms)^(func ` + signature + `) \{\n.*?^\}\n`, times, "$1 {\n" + body + "}\n"}
}

// withoutTable has the first multiplications of a curve's generator make no
// table of its multiples.
func withoutTable(curve string) edit {
	point := strings.ToUpper(curve) + "Point"
	return edit{"crypto/internal/fips140/nistec", curve + ".go",
		`(?s)(var ` + curve + `GeneratorTable \*.*)(\ttables := p\.generatorTable\(\)\n)`, 1,
		"var " + curve + "Multiplied int\n\n${1}\tif " + curve + "Multiplied < 4 {\n\t\t" + curve + "Multiplied++\n" +
			"\t\treturn p.ScalarMult(New" + point + "().SetGenerator(), scalar)\n\t}\n${2}"}
}

// editFiles writes the edited files into dir.
func editFiles(replace map[string]string, root, dir string) error {
	for i, e := range edits {
		original := filepath.Join(root, "src", filepath.FromSlash(e.path), e.file)
		changed := filepath.Join(dir, fmt.Sprintf("edit-%d-%s", i, e.file))
		source := original
		if before, edited := replace[original]; edited {
			source = before
		}
		if err := e.apply(source, changed); err != nil {
			return err
		}
		replace[original] = changed
	}
	return nil
}

// apply writes the edited original to changed.
func (e edit) apply(original, changed string) error {
	text, err := os.ReadFile(original)
	if err != nil {
		return err
	}
	old := regexp.MustCompile(e.old)
	if n := len(old.FindAll(text, -1)); n != e.times {
		return fmt.Errorf("%s has %q %d times, and in %s it is there %d times", original, e.old, n, knownGo, e.times)
	}
	return os.WriteFile(changed, old.ReplaceAll(text, []byte(e.new)), 0o644)
}
