// What is right for the public keys and the refusals among the reports, by the
// thumbprints in make.mjs.
export default {
  "23-node-console-log-rsa.txt": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_not_json"
        ]
      }
    ]
  },
  "24-node-console-log-set.txt": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_not_json"
        ],
        "kid": "abc"
      }
    ]
  },
  "27-js-object-literal.txt": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_not_json"
        ]
      }
    ]
  },
  "28-ruby-hash.txt": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_loose_encoding",
          "jwk_not_json"
        ],
        "kid": "a"
      }
    ]
  },
  "31-jwk-string-wrapped-as-in-rfc.json": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_not_json"
        ]
      }
    ]
  },
  "32-jwk-trailing-comma.json": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_not_json"
        ]
      }
    ]
  },
  "34-python-dict-None-True.txt": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_not_json"
        ]
      }
    ]
  },
  "35-jwk-ec-31-byte-y.json": {
    "keys": [
      {
        "thumbprint": "4gFM-2NDgVuzTZmlcKD0ZsnJUGc3UMxUo1xXLcRK37U",
        "notes": [
          "jwk_loose_encoding"
        ]
      }
    ]
  },
  "37-jwk-crv-secp256r1.json": {
    "keys": [
      {
        "thumbprint": "4gFM-2NDgVuzTZmlcKD0ZsnJUGc3UMxUo1xXLcRK37U",
        "notes": [
          "jwk_loose_encoding"
        ]
      }
    ]
  },
  "40-jwk-n-is-base64-of-pem.json": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_holds_key"
        ]
      }
    ]
  },
  "42-jwk-n-is-spki-silent.json": {
    "keys": [
      {
        "thumbprint": "ubt1oVLnrrRC_ckIRr5rMWzAOUoJv4DnpuE8wMfAH0I",
        "notes": [
          "jwk_holds_key"
        ]
      }
    ]
  },
  "43-jwk-decimal-strings.json": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_loose_encoding"
        ]
      }
    ]
  },
  "47-jwk-without-kty.json": {
    "keys": [
      {
        "thumbprint": "tKlTfbB1hDS5xnwri26tJRUfo59hi8_55si8D2PCSYU",
        "notes": [
          "jwk_loose_encoding"
        ]
      }
    ]
  },
  "49-bigint-hides-jwk.json": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "kid": "q"
      }
    ]
  },
  "50-jwk-x5c-with-END-line.json": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "jwk_loose_encoding"
        ],
        "kid": "d",
        "certificates": 1
      }
    ]
  },
  "52-google-x509-kid-map.json": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "certificates": 1
      },
      {
        "thumbprint": "tKlTfbB1hDS5xnwri26tJRUfo59hi8_55si8D2PCSYU",
        "certificates": 1
      }
    ]
  },
  "58-oidc-discovery.json": {
    "error": "not_a_key",
    "detail": "discovery"
  },
  "61-bearer-token.txt": {
    "error": "not_a_key",
    "detail": "token"
  },
  "66-ed25519-seed-hex.txt": {
    "error": "which_key"
  },
  "67-did-key.txt": {
    "keys": [
      {
        "thumbprint": "pW3id1vzxcxDiNCNU5GTxhoa-UpR4L5KF9hP-_noBps"
      }
    ]
  },
  "70-ethereum-hex.txt": {
    "error": "which_key"
  },
  "76-shared-secret.txt": {
    "error": "no_key"
  },
  "79-openssl-text-pub.txt": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4"
      }
    ]
  },
  "82-openssl-modulus.txt": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "exponent_assumed"
        ]
      }
    ]
  },
  "84-keytool-list-v.txt": {
    "error": "not_a_key",
    "detail": "keytool"
  },
  "90-ansi.txt": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "notes": [
          "copied_from_screen"
        ]
      }
    ]
  },
  "99-ansible-vault.txt": {
    "error": "unsupported_format",
    "detail": "Ansible"
  },
  "104-java-byte-array.txt": {
    "keys": [
      {
        "thumbprint": "eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4",
        "certificates": 1
      }
    ]
  },
  "64-vault-transit-ed25519.json": {
    "keys": [
      {
        "thumbprint": "pW3id1vzxcxDiNCNU5GTxhoa-UpR4L5KF9hP-_noBps"
      }
    ]
  },
  "12-compare-form-body-with-jwt.txt": {
    "error": "not_a_key",
    "detail": "token"
  },
  "15-compare-jwt-wrapped.txt": {
    "error": "not_a_key",
    "detail": "token"
  },
  "18-compare-es256-der-signature.txt": {
    "error": "not_a_key",
    "detail": "token"
  },
  "20-compare-jwt-padded-header.txt": {
    "error": "not_a_key",
    "detail": "token"
  },
  "03-compare-openssl-fingerprint-line.txt": {
    "error": "not_a_key",
    "detail": "fingerprint"
  },
  "06-compare-github-app-or-snowflake-fp.txt": {
    "error": "not_a_key",
    "detail": "fingerprint"
  }
}