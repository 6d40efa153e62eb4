package rawjson

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestMembers(t *testing.T) {
	for _, c := range []struct {
		object string
		want   []string // name, value, name, value …
	}{
		{`{}`, nil},
		{"{ \t\r\n}", nil},
		{`{"a":1}`, []string{"a", "1"}},
		{"{ \"a\" : 1 , \"b\"\n:\t[ 1 , {\"]\" : \"}\"} ] }", []string{"a", "1", "b", "[ 1 , {\"]\" : \"}\"} ]"}},
		{`{"a":"\\","b":"\"","A":null,"a":-1.50e+3}`, []string{"a", `"\\"`, "b", `"\""`, "A", "null", "a", "-1.50e+3"}},
		{`{"":{},"\u0061\n":true,"é":[]}`, []string{"", "{}", "a\n", "true", "é", "[]"}},
		{"{\"\xff\":false}", []string{"\ufffd", "false"}},
	} {
		var got []string
		for name, value := range Members([]byte(c.object)) {
			got = append(got, name, string(value))
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.object, got, c.want)
		}
		for range Members([]byte(c.object)) {
			break // is no panic
		}
	}
}

func TestElements(t *testing.T) {
	for _, c := range []struct {
		array string
		want  []string
	}{
		{`[]`, nil},
		{`[ 1,"a, b]",[2,[3]],{"a":[4]} , null ]`, []string{"1", `"a, b]"`, "[2,[3]]", `{"a":[4]}`, "null"}},
		{`["\\\"",0]`, []string{`"\\\""`, "0"}},
	} {
		var got []string
		for value := range Elements([]byte(c.array)) {
			got = append(got, string(value))
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.array, got, c.want)
		}
		for range Elements([]byte(c.array)) {
			break // is no panic
		}
	}
}

func TestKinds(t *testing.T) {
	for value, want := range map[string][2]bool{"": {}, "{}": {true, false}, "[]": {false, true}, `"{"`: {}, "null": {}} {
		if got := [2]bool{IsObject([]byte(value)), IsArray([]byte(value))}; got != want {
			t.Errorf("%q: object, array: %v, want %v", value, got, want)
		}
	}
}

// What is cut out of JSON does not reach beyond its own end.
func TestValuesDoNotGrow(t *testing.T) {
	array := []byte(`[1,2]`)
	for value := range Elements(array) {
		_ = append(value, 'x')
	}
	if string(array) != `[1,2]` {
		t.Errorf("an append to a value wrote %s", array)
	}
}

func TestText(t *testing.T) {
	for _, value := range []string{`""`, `"a"`, `"\u00e9\t\"\\"`, `"\ud83d\ude00"`, `"\ud800"`, "\"\xff\"", `"é"`} {
		var want string
		if err := json.Unmarshal([]byte(value), &want); err != nil {
			t.Fatal(err)
		}
		if got, ok := Text([]byte(value)); !ok || got != want {
			t.Errorf("%s: %q, %v", value, got, ok)
		}
	}
	for _, value := range []string{"", "1", "null", "[]", "{}", `"`} {
		if got, ok := Text([]byte(value)); ok {
			t.Errorf("%s is the text %q", value, got)
		}
	}
}

// FuzzCut holds what is cut against encoding/json.
func FuzzCut(f *testing.F) {
	f.Add([]byte(`{"a":[1,{"b":"\"]"}],"a":null}`))
	f.Add([]byte(`[1,-2e3,"\\"]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var value json.RawMessage
		if json.Unmarshal(data, &value) != nil {
			return
		}
		switch {
		case IsObject(value):
			want := map[string]json.RawMessage{}
			if err := json.Unmarshal(value, &want); err != nil {
				t.Fatal(err)
			}
			got := map[string]json.RawMessage{}
			for name, member := range Members(value) {
				got[name] = member
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		case IsArray(value):
			want := []json.RawMessage{}
			if err := json.Unmarshal(value, &want); err != nil {
				t.Fatal(err)
			}
			got := []json.RawMessage{}
			for element := range Elements(value) {
				got = append(got, element)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		}
	})
}
