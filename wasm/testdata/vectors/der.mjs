// Just enough DER to write what no command line tool on hand can.
const bytes = (...parts) => Buffer.concat(parts.map((p) => Buffer.from(p)))

export function tlv (tag, ...content) {
  const body = bytes(...content)
  let size = [body.length]
  if (body.length >= 128) {
    size = []
    for (let n = body.length; n > 0; n = Math.floor(n / 256)) size.unshift(n % 256)
    size.unshift(0x80 | size.length)
  }
  return bytes([tag], size, body)
}
export const seq = (...content) => tlv(0x30, ...content)
export const set = (...content) => tlv(0x31, ...content)
export const octets = (content) => tlv(0x04, content)
export const nul = tlv(0x05)
export function int (n) {
  let hex = BigInt(n).toString(16)
  if (hex.length % 2) hex = '0' + hex
  if (parseInt(hex.slice(0, 2), 16) >= 0x80) hex = '00' + hex
  return tlv(0x02, Buffer.from(hex, 'hex'))
}
export function oid (dotted) {
  const [a, b, ...arcs] = dotted.split('.').map(Number)
  const out = []
  for (const arc of [40 * a + b, ...arcs]) {
    const groups = [arc % 128]
    for (let n = Math.floor(arc / 128); n > 0; n = Math.floor(n / 128)) groups.unshift(0x80 | (n % 128))
    out.push(...groups)
  }
  return tlv(0x06, out)
}
export const pem = (label, der) =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`
