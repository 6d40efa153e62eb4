#!/usr/bin/env python3
"""Prints wasm/internal/unlock/composetable.go: which letter and mark make which letter.

What is in it is what Unicode composes in the scripts of keyboards with accents:
Latin, Greek, Cyrillic, Arabic, kana. Hangul goes by arithmetic.
"""
import unicodedata

RANGES = [(0xC0, 0x24F), (0x370, 0x4FF), (0x600, 0x6FF), (0x1E00, 0x1FFF), (0x3040, 0x30FF)]

marks = {}
for first, last in RANGES:
    for code in range(first, last + 1):
        letter = chr(code)
        parts = unicodedata.decomposition(letter).split()
        if len(parts) == 2 and parts[0][0] != "<" and unicodedata.normalize("NFC", letter) == letter:
            base, mark = (chr(int(part, 16)) for part in parts)
            marks.setdefault(mark, []).append(base + letter)

print("""package unlock

// accents are the marks that make one letter of another (Unicode 14, canonical
// composition), each with its combining class and with the pairs: the letter
// without it, the letter with it. wasm/testdata/unicode/table.py wrote them.
var accents = []accent{""")
for mark in sorted(marks):
    pairs = marks[mark]
    lines = ["".join(pairs[i:i + 30]) for i in range(0, len(pairs), 30)]
    text = ' +\n\t\t"'.join(line + '"' for line in lines)
    print('\t{0x%04x, %d, "%s},' % (ord(mark), unicodedata.combining(mark), text))
print("}")
