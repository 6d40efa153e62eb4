// @ts-check
/**
 * Samples to try the page with. Their private halves are published right
 * here, so they protect nothing: made with openssl and ssh-keygen for this
 * page, and marked as samples wherever they are shown.
 */

import { byId } from "../parts/dom.js";

const RSA = `-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC2oqfmOE425hoO
mxWBAMrB/oCLIvj/moJ2CX/v+AB5xGqb7iPakEQ6NR1BoIk2jg3BZCzyCvpb1HW4
BxuwpO/i/NX2h08cEJ0pgw1H+03KUocqWNmEoLRAfJF3YmZwG29j584s9bGbRp8P
9zdR4J5v/pvPvWHQlqbig06LsjBhpv6+GWg3kt10TqFjS4xJgE3zMwFzxYnzvS5W
97L4ePLh6BD7a/jvG0C+rrn6h++Pie+j1JLEAFH2Mq2XF/mNvxjbg0dRkeJwa/i1
5tHfbgauQ1UzKlbgI9pzptceobVINlXWmxaHCA9W4M9u+QlxNxO6VdRapvhFQlok
w/9QUB3jAgMBAAECggEALMjVABylfUvObu9zhfcyQQDN95BjW5ZBUH2C3E7FmxZh
iAwMya8fs+BLZMjfbLvHvrj4Vn//pV4DYdWIYjgHxPL36qSCbyDZ0RCcRJ7ok+jJ
0UYJTL71hGynZQ2BjhMELQzuH1M+MpPONGWMMK0yXMcj4PyRDEus75WAQLw4pfEZ
CEhhJORw2Kcif7Q+NlO5WigFmCw7jFhiabY8nOB/zwYbWCBgb7uWK6F1+NbyJrOb
tTvxI34zZw/4jxqhISBAMBrTwJ6ARG0H49WiBCjp2uIG0Z6hQB9RPYGtcXG1txbR
agHsiU8HbvLW76Fa0MOM/kVgPWR8iLMEpLliGd9nFQKBgQDxyIxjnwMy1XTETKLM
GEuMaPjsPOMTWYHHngBY2Z5D8lk3y0msQBwQVei4LeGJFrA4fa1D08n75RdcDSOA
zNAcibZ8tkmSo4AQS9S3l5pUmjRNw3D6ux8BJTxWHuVdOjgRuQzhOL2zTsoJ83vQ
Qr4uP5jiQEqpgJN+oHDBooI2fwKBgQDBX8e6emmlbQfl+tuZm+3JLiF1mDfwap5w
1BWW8FBCIHjJpxosoY08m6i+CYTkXvflWRYzps9sX1DtqGTSJ9eOS22EfAIaV1jI
eCDfOV8rOEbqYtZxHsHn8M5J/cw9R6SGg4A6p49hJ0RneRxpKw60Rm05jUZNRJcy
Pi2FnSZOnQKBgQC+GMbAYLo8EnXPDM4Gl6d2iuYDn0+N3Bbcoo51TQxRMc8RvgR7
qKAn+9OQU4p6pVsB31YF+RNauGEoX7AlSWLqvR+8Z/nqkCBVL7ncaxbNI7yx01MV
319eIC+TKpF9PhPtY0gMH/eObgkNz+Dt+jva0ufaI2BQaqYMrgpZQ/MK8wKBgQC2
hZR9JHxBg7dX0T+kLvTz1pIIcCQkzk48y0KRlMT8la/NDuf6xoYMdhSBQ3TnJeiw
1zTIjiPs887sc+yuHKMukW2PBonpmRaZKiJE8N8uaVEufRpR7akzJy1f06oLEWtu
+AJ52pzQJANB86PodJbNfEgucXWxCxP3fY70Ng/pVQKBgCMDakxtnZVs0N1VyUw9
A6lKGCwUg61GTkFiAbfSHA8RTSDm7FpKPHtla8yeR+bJZokvB0kK4DlefKgxL0SJ
lPT/Yxsh46v9UGOaIKjZAD/2opC0ARdAGpnCcm6LqDelU2CUNBFGrCki4Uou8aCe
znjwyzlPDLw5zytEQLN/BCHb
-----END PRIVATE KEY-----
`;

const SSH = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKu0Bm+Qd06dcymmc5XROVYmVONn7R3wJ+JZoupyNK7O SAMPLE, do not use
`;

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIB2TCCAX+gAwIBAgIUeDgfKlXr8F+wOv09CtGp8giEG6kwCgYIKoZIzj0EAwIw
QjEXMBUGA1UEAwwOc2FtcGxlLmludmFsaWQxJzAlBgNVBAoMHlNhbXBsZSBjZXJ0
aWZpY2F0ZSwgZG8gbm90IHVzZTAeFw0yNjExMjMwOTM5MDZaFw0zNjExMjAwOTM5
MDZaMEIxFzAVBgNVBAMMDnNhbXBsZS5pbnZhbGlkMScwJQYDVQQKDB5TYW1wbGUg
Y2VydGlmaWNhdGUsIGRvIG5vdCB1c2UwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AAS/ALU9TW0jcc8qr1mjYgm3IZDeOoVJJ8f+FPQWx1Szt3dXmPb3v1WSmy5O36P8
nG5Xb6E34FVCURbCECtzw7Reo1MwUTAdBgNVHQ4EFgQUfRFz+Zm5nHiXGGAUGKXS
V0JsKxQwHwYDVR0jBBgwFoAUfRFz+Zm5nHiXGGAUGKXSV0JsKxQwDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBQ6V+s0L+dUzYCrjOAmBfvW6ZwF3hu
KCppRH14JLQQHgIhAPRuTQXgVKJ3T5eUK4dX3Nf3tf1M2txz7jSzSFCL58Ll
-----END CERTIFICATE-----
`;

/** By their buttons in index.html. */
const SAMPLES = [RSA, SSH, CERTIFICATE];

const texts = new Set(SAMPLES.map((text) => text.trim()));

/** The longest sample, in bytes: nothing longer is one. */
const LONGEST = Math.max(...SAMPLES.map((text) => text.length)) + 8;

/** Whether these bytes are a sample. @param {Uint8Array} bytes */
export function isSample(bytes) {
  return bytes.length <= LONGEST && texts.has(new TextDecoder().decode(bytes).trim());
}

/** @param {(text: string) => void} ontry */
export function mountSamples(ontry) {
  byId("samples").addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-sample]");
    if (button instanceof HTMLElement) ontry(SAMPLES[Number(button.dataset.sample)]);
  });
}
