package api

import (
	"encoding/binary"
	"hash/crc32"
	"time"
)

// maxZipFiles is how many a zip counts, without another directory.
const maxZipFiles = 1<<16 - 1

// zipOf packs files, stored, with their sizes and checksums before their bytes (PKWARE's
// APPNOTE 6.3 section 4.3), as all readers take them: Java's refuses stored files whose
// sizes come after. Names are ASCII. The time is in UTC: the field has no zone, and would
// tell in which one lives.
//
// archive/zip would have to be led around both, by calls that it advises against, and
// costs 6 kB of what a visitor downloads.
func zipOf(files []file, at time.Time) []byte {
	const (
		local, central, end = 0x04034b50, 0x02014b50, 0x06054b50
		version             = 20
		unix                = 3 << 8
		regular             = 0o100000
	)
	little := binary.LittleEndian
	at = at.UTC()
	clock := at.Hour()<<11 | at.Minute()<<5 | at.Second()/2
	day := (at.Year()-1980)<<9 | int(at.Month())<<5 | at.Day()
	var out, directory []byte
	for _, f := range files {
		// From the version needed to the length of the extra field, both headers say the same.
		same := little.AppendUint16(nil, version)
		same = append(same, 0, 0, 0, 0) // no flags, stored
		same = little.AppendUint16(same, uint16(clock))
		same = little.AppendUint16(same, uint16(day))
		same = little.AppendUint32(same, crc32.ChecksumIEEE([]byte(f.text)))
		same = little.AppendUint32(same, uint32(len(f.text)))
		same = little.AppendUint32(same, uint32(len(f.text)))
		same = little.AppendUint16(same, uint16(len(f.name)))
		same = append(same, 0, 0) // no extra field

		mode := uint32(regular | 0o644)
		if f.secret {
			mode = regular | 0o600
		}
		directory = little.AppendUint32(directory, central)
		directory = little.AppendUint16(directory, unix|version)
		directory = append(directory, same...)
		directory = append(directory, 0, 0, 0, 0, 0, 0) // no comment, on this disk, not said to be text
		directory = little.AppendUint32(directory, mode<<16)
		directory = little.AppendUint32(directory, uint32(len(out)))
		directory = append(directory, f.name...)

		out = little.AppendUint32(out, local)
		out = append(append(append(out, same...), f.name...), f.text...)
	}
	start := len(out)
	out = append(out, directory...)
	out = little.AppendUint32(out, end)
	out = append(out, 0, 0, 0, 0) // on this disk
	out = little.AppendUint16(out, uint16(len(files)))
	out = little.AppendUint16(out, uint16(len(files)))
	out = little.AppendUint32(out, uint32(len(directory)))
	out = little.AppendUint32(out, uint32(start))
	return append(out, 0, 0) // no comment
}
