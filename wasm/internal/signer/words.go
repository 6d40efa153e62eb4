package signer

// Fault says what is wrong with a signature that was made by the right key in one of
// the ways that follow from how a library was used, and how to mend it; "" for the
// others. The first completes "but".
func (v Verdict) Fault() (fault, action string) {
	switch v.How {
	case OtherMask:
		return "the mask of its RSASSA-PSS signature (MGF1) was made with the SHA-1, and JOSE asks for the digest of the algorithm there too (RFC 7518 section 3.5)",
			"Set the digest of MGF1 in the library to that of the text."
	case Shortened:
		return "r or s lost the zeros at its head, and JOSE wants each of them at the full length of the curve (RFC 7518 section 3.4)",
			"Fill both up with zeros from the left. Of tokens that are made so about one in 128 has this."
	case Swapped:
		return "its signature has s before r, and JOSE wants r first (RFC 7518 section 3.4)", "Change their order."
	case Reversed:
		return "the bytes of its signature are in reverse order, as Windows' CryptoAPI has them", "Turn them round."
	case WithLineBreak:
		return "the end of a line was signed with the text", "Sign the header, the dot and the payload alone: printf in a shell, and no echo."
	case OfDigest:
		return "the digest of the text was signed as if it were the text, so that its digest was taken twice", "Give the library the text itself, or have it sign the digest as one."
	case BareDigest:
		return "the name of the digest does not stand before it in the signature (RFC 8017 section 9.2): openssl rsautl signs so, and pkeyutl where it is told no digest",
			"Sign by openssl dgst -sha256 -sign, or give pkeyutl the option -pkeyopt digest:sha256."
	case InHex:
		return "its signature is written in hexadecimal, and JOSE has base64url there", "Take base64url of the signature's bytes."
	case OverOther:
		return "another text was signed than the one before it: a part of that, its JSON, or the same in another base64 (RFC 7515 section 5.1)",
			"Sign the header and the payload as they stand in the token, in base64url, with the dot between."
	}
	return "", ""
}
