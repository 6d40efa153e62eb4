package ssh

import "strings"

const (
	artWidth  = 17
	artHeight = 9
	artInk    = " .o+=*BOX@%&#/^" // by number of visits; then S (start) and E (end)
)

// RandomArt draws a digest as ssh-keygen -lv does ("drunken bishop"), so that
// two keys can be compared by eye: 11 lines of 19 characters, without a line
// break at the end. title stands in the upper frame and hashName in the
// lower; what does not fit 15 characters is cut off.
func RandomArt(title string, digest []byte, hashName string) string {
	const start, end = len(artInk), len(artInk) + 1
	var visits [artHeight][artWidth]int
	x, y := artWidth/2, artHeight/2
	for _, b := range digest {
		// Two bits for each move, the lowest first: bit 0 is right, bit 1 is down.
		for range 4 {
			x = min(max(x+int(b&1)*2-1, 0), artWidth-1)
			y = min(max(y+int(b>>1&1)*2-1, 0), artHeight-1)
			visits[y][x] = min(visits[y][x]+1, len(artInk)-1)
			b >>= 2
		}
	}
	visits[artHeight/2][artWidth/2] = start
	visits[y][x] = end

	art := make([]byte, 0, (artHeight+2)*(artWidth+3))
	art = append(append(art, artFrame(title)...), '\n')
	for _, row := range visits {
		art = append(art, '|')
		for _, n := range row {
			art = append(art, (artInk + "SE")[n])
		}
		art = append(art, "|\n"...)
	}
	return string(append(art, artFrame(hashName)...))
}

// artFrame is an upper or lower edge with its text in brackets, centred, the
// odd dash at the right.
func artFrame(text string) string {
	if len(text) > artWidth-2 {
		text = text[:artWidth-2]
	}
	text = "[" + text + "]"
	left := (artWidth - len(text)) / 2
	return "+" + strings.Repeat("-", left) + text + strings.Repeat("-", artWidth-len(text)-left) + "+"
}
