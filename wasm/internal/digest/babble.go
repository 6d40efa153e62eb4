package digest

import "strings"

// BubbleBabble is how ssh-keygen -B spells the SHA-1 of a key.
const BubbleBabble = "bubblebabble"

// babble finds digests in BubbleBabble: of 20 bytes it makes eleven groups of five letters.
func (r *reader) babble(text string) {
	for _, word := range strings.Fields(text) {
		letters := strings.ReplaceAll(word, "-", "")
		if len(word) != 11*6-1 || len(letters) != 11*5 || letters[0] != 'x' {
			continue
		}
		const vowels = "aeiouy"
		var b []byte
		ok, seed := true, 1
		for at := 1; at < 51; at += 5 {
			var d [5]int // two bits, four, two; four, four
			for i := range d {
				alphabet := "bcdfghklmnprstvz"
				if i == 0 || i == 2 {
					alphabet = vowels
				}
				d[i] = strings.IndexByte(alphabet, letters[at+i])
			}
			d[0], d[2] = (d[0]+36-seed)%6, (d[2]+6-seed/6)%6
			ok = ok && max(d[0], d[2]) < 4
			b = append(b, byte(d[0]<<6|d[1]<<2|d[2]), byte(d[3]<<4|d[4]))
			seed = (seed*5 + int(b[len(b)-2])*7 + int(b[len(b)-1])) % 36
		}
		if ok && letters[51:] == string([]byte{vowels[seed%6], 'x', vowels[seed/6], 'x'}) { // the sum of all
			r.add(Value{Bytes: b, Text: word, Spelling: BubbleBabble})
		}
	}
}
