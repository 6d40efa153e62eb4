// The DER writers of ../der.mjs, and two more.
import { tlv } from '../der.mjs'

export * from '../der.mjs'
/** A BIT STRING, or an implicitly tagged one. */
export const bitString = (bytes, tag = 0x03) => tlv(tag, [0], bytes)
/** An EXPLICIT context tag. */
export const explicitTag = (number, ...content) => tlv(0xa0 | number, ...content)
