package plain

import (
	"strings"
	"testing"
)

// TestUnquoted: quoted-printable is undone, and nothing that only looks like it.
func TestUnquoted(t *testing.T) {
	long := strings.Repeat("x", 69)
	for text, want := range map[string]string{
		"a=3D=3D\n": "a==\n", "a=3D": "a=", "a=3d\"b\n": "a=\"b\n", "a=3D \n": "a= \n", "a=3D<": "a=<",
		long + "=\nA\n": long + "A\n", long + "= \t\nA\n": long + "A\n", "=20\na\n": " \na\n", "a =20\nb": "a  \nb", "a =20b\n": "none", "a\n=20": "a\n ",
		"=C3=BC a=3D\n": "ü a=\n", "=2Da=3D\n": "-a=\n", "a=3D=0D=0A=\nb": "a=\nb", "=E4 a=3D\n": "none", // Latin-1
		"a": "none", "": "none", "=": "none", "a=": "none", "a=\n": "none", long + "=": "none", long[1:] + "=\nA\n": "none", "a=20\nb": "none",
		"a=3Db\n": "none", "a=3D0": "none", // where no padding can stand
		"x=1 a=3D\n": "none", "a=3D\nx=": "a=\nx", "a=3D\nx=1": "none", "a=3D\nx=4": "none",
		"a=3D\nx=41": "none", "a=3D\nx=2B": "none", "a=3D\nx=5F": "none", // an encoder leaves A, + and _ as they are
		"a=3D\n" + strings.Repeat("x", 76): "a=\n" + strings.Repeat("x", 76), "a=3D\n" + strings.Repeat("x", 77): "none",
	} {
		if got := shown(Unquoted([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestMail: each part is undone as its own headers say, and text alone.
func TestMail(t *testing.T) {
	const quoted, coded = "Content-Transfer-Encoding: quoted-printable\n", "content-transfer-encoding: BASE64\n"
	for text, want := range map[string]string{
		"a=3D": "none", "Content-Transfer-Encoding: 7bit\n\na=3D": "none",
		quoted + "\na=3D": quoted + "\na=", quoted + "X: =3D\n\n=A4=x=\ny": quoted + "X: =3D\n\n\xa4=xy", quoted: "none",
		coded + "\nYWJj\n\n": coded + "\nabc\n", coded + "\nYQ1i\n": coded + "\na\nb\n", coded + "\nYWJ\n": "none", coded + "\nAAEC\n": "none", // no text
		quoted + "\na=3D\n--x\nContent-Type: a\n\nb=3D\n":                                  quoted + "\na=\n--x\nContent-Type: a\n\nb=3D\n",
		quoted + "\na=3D\n--x--\nb=3D\n\nc=3D\n":                                           quoted + "\na=\n--x--\nb=3D\n\nc=3D\n",
		"--x\n" + coded + "\nYWJj\n----x\n" + quoted + "\n=3D\n--x\ncontent-a: b\n\n=3D\n": "--x\n" + coded + "\nabc\n----x\n" + quoted + "\n=\n--x\ncontent-a: b\n\n=3D\n",
		quoted + "\n-- \na=3D\n--\nb=3D\n":                                                 quoted + "\n-- \na=\n--\nb=\n", // a signature is no boundary
		quoted + "\n-----BEGIN A-----\na=3D\n-----END A-----\n=3D\n":                       quoted + "\n-----BEGIN A-----\na=\n-----END A-----\n=\n",
		quoted + "\n---- BEGIN A ----\na=3D\n---- END A ----\n=3D\n":                       quoted + "\n---- BEGIN A ----\na=\n---- END A ----\n=\n",
		quoted + "\n--x\n=3D\n":                                                            quoted + "\n--x\n=\n",
		quoted + "\n--x-- \t\n=3D\n":                                                       "none",
		quoted + "\n----\n=3D\n":                                                           quoted + "\n----\n=\n",
	} {
		if got := shown(Mail([]byte(text))); got != want {
			t.Errorf("%q:\n%q, want\n%q", text, got, want)
		}
	}
}
