package literal

import (
	"strings"
	"testing"
)

// TestFromTables reads objects in rows and columns, and refuses what is cut or does not
// fit.
func TestFromTables(t *testing.T) {
	for text, want := range map[string]string{
		"a|b\nc|d\n":                                `{"a":"b","c":"d"}`,
		"| x | y |\n|---|---|\n| a | b |\n":         `{"a":"b"}`, // a head with a line under it
		"| x | y |\n| a | b |\n":                    `{"x":"y","a":"b"}`,
		"+-+\n|x|y|\n+-+\n|a|b|\n+-+\n|c|d|\n+-+\n": `{"x":"y","a":"b","c":"d"}`, // under every row
		"x\tValue\na\tb\n":                          `{"a":"b"}`,
		"│ a │ 'b │\n│   │ c │\n":                   "broken",
		"│ a │ b │\n│   │ c │\n│ d │ e │\n":         "broken",
		"a|b|c\n1|2|3\n4||6\n":                      `{"a":"1","b":"2","c":"3"} {"a":"4","c":"6"}`,
		"|a|b|c|\n|1|2|3|\n||4|5|\n":                `{"a":"1","b":"2","c":"3"} broken`,
		"a|b|c\n1|2\n":                              "broken",
		"a|b|c\n1|2|3\n1|2|3|4\n":                   `{"a":"1","b":"2","c":"3"} broken`,
		"a|b…\n":                                    "broken",
		"a|b...\n":                                  "broken",
		"a|[1, 'b']\n":                              `{"a":[1,"b"]}`,
		"a|[1] 2\n":                                 "broken",
		"**`a`**|`b\\_c`\n":                         `{"a":"b_c"}`,
		"a|b":                                       `{"a":"b"}`,
		"a,b,c\n1,2,3":                              `{"a":"1","b":"2","c":"3"}`,
		"b,a,c\n1,2,3\n4,,6\n":                      `{"b":"1","a":"2","c":"3"} broken`, // the second has none
		"\"a\",b,c\n\"1\",2,3\n":                    `{"a":"1","b":"2","c":"3"}`,
		"a,b\n1,2\n":                                "",
		"a,b,c d\n1,2,3\n":                          "",
		"a,,c\n1,2,3\n":                             "",
		"b,c,d\n1,2,3\n":                            "",
		"a,b,c\n1,2\n":                              "broken",
		"a;b;c\n1;2,3;4\n":                          `{"a":"1","b":"2,3","c":"4"}`,
		"a,b,c\n1,\"2,3\",4\n":                      `{"a":"1","b":"2,3","c":"4"}`,
		"a,b,c\n1,\"[\"\"2\"\",3]\",\n":             `{"a":"1","b":["2",3]}`,
		"a,b,c\n1,\"2,3,4\n":                        "broken",
		"a|b\na,b,c\n1,2,3\n":                       `{"a":"b"}`,
		"x,y,z\na|b\n":                              `{"a":"b"}`,
		"x\n\na,b,c\n1,2,3\n\na,b\n1":               `{"a":"1","b":"2","c":"3"}`,
		"a\n":                                       "",
		"b|a\n":                                     "",
		"b|c\n":                                     "",
		"a|b\n\na|c\n":                              `{"a":"b"} {"a":"c"}`, // two tables
		"a|b\nwords\na|c\n":                         `{"a":"b"} {"a":"c"}`,
		"| (index) | 0 | 1 | Values |\n|-|-|-|-|\n| a | x | y |  |\n| b | x |  |  |\n| c |  |  | z |\n": `{"a":["x","y"],"b":["x"],"c":"z"}`,
	} {
		found, broken := FromTables([]byte(text), "a")
		var got []string
		for _, o := range found {
			got = append(got, string(o.JSON))
		}
		if broken {
			got = append(got, "broken")
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	// A few long names over many short rows.
	long := strings.Repeat("n", 1<<12)
	if _, broken := FromTables([]byte("a|"+long+"|c\n"+strings.Repeat("a|b|c\n", 1<<12)), "a"); !broken {
		t.Error("long names")
	}
}
