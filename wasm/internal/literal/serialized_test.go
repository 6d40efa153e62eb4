package literal

import (
	"strings"
	"testing"
)

// TestSerialized: what PHP's serialize writes is read where every length fits, and nothing
// else is.
func TestSerialized(t *testing.T) {
	for text, want := range map[string]string{
		`a:0:{}`:                              `{}`,
		`a:2:{s:3:"kty";s:2:"EC";s:1:"x";N;}`: `{"kty":"EC","x":null}`,
		`a:2:{i:0;s:1:"a";i:1;b:1;}`:          `["a",true]`,
		`a:1:{s:1:"a";a:1:{i:0;i:-5;}}`:       `{"a":[-5]}`,
		`O:3:"JWK":1:{s:1:"a";d:0.5;}`:        `{"a":0.5}`,
		`a:1:{s:3:"é'";b:0;} and more`:        `{"é'":false}`,
		`a:1:{s:7:"a";s:1:";b:0;}`:            `{"a\";s:1:":false}`,
		`a:1:{s:3:"kt";s:2:"EC";}`:            "",
		`a:1:{s:1:"kt";s:2:"EC";}`:            "",
		`a:1:{s:99:"a";N;}`:                   "",
		`a:2:{s:1:"a";N;}`:                    "",
		`a:1:{s:1:"a";N;s:1:"b";N;}`:          "",
		`a:1:{i:5;N;}`:                        "",
		`a:2:{i:0;N;i:2;N;}`:                  "",
		`a:1:{s:1:"a";b:2;}`:                  "",
		`a:1:{s:1:"a";i:01;}`:                 "",
		`a:1:{b:1;N;}`:                        "",
		`a:1:{s:1:"a";N;`:                     "",
		`a:x:{}`:                              "",
		`a:-1:{}`:                             "",
		`a:9999999999:{}`:                     "",
		strings.Repeat(`a:1:{s:1:"a";`, maxDepth+1) + "N;" + strings.Repeat("}", maxDepth+1): "",
		strings.Repeat(`a:1:{s:1:"a";`, maxDepth) + "N;" + strings.Repeat("}", maxDepth):     strings.Repeat(`{"a":`, maxDepth) + "null" + strings.Repeat("}", maxDepth),
	} {
		out, repairs, size, err := Read([]byte(text))
		switch {
		case want == "" && err == nil:
			t.Errorf("%s: %s", text, out)
		case want != "" && (err != nil || string(out) != want || len(repairs) != 1 || repairs[0] != Serialized || text[size-1] != '}'):
			t.Errorf("%s: %s, %v, %d, %v, want %s", text, out, repairs, size, err, want)
		}
	}
	long := strings.Repeat("x", 106)
	for text, want := range map[string]int{
		`a:1:`: 4, `s:1:a:1:`: 4, `O:3:"JWK":12:`: 13, `O:3:"a:1":1:`: 12, "": 0, "a:": 0, "a:1": 0, "a:1:{": 0, ":1:": 0, `O:2:"JWK":1:`: 0, `O:4:"JWK":1:`: 0, `O:3:JWK:1:`: 0,
		`O:106:"` + long + `":1234567:`: 123, `O:113:"1234567` + long + `":1234567:`: 0,
	} {
		if got := SerializedHead([]byte(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
