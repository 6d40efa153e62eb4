"""Reads private keys with cryptography and Paramiko.

    python3 read.py cryptography|paramiko MANIFEST PASSPHRASE

Each line of the manifest: kind, form, file, public key (DER of its SPKI, in
hexadecimal), private number (in hexadecimal). Prints what differs, and at the end
how many files of each kind and form were read.
"""
import sys
from collections import Counter

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, x25519

library, manifest, passphrase = sys.argv[1:]
counts = Counter()


def spki(public):
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo).hex()


def number(key):
    if isinstance(key, rsa.RSAPrivateKey):
        return key.private_numbers().d
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.private_numbers().private_value
    assert isinstance(key, (ed25519.Ed25519PrivateKey, x25519.X25519PrivateKey))
    raw = serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    return int.from_bytes(key.private_bytes(*raw), "big")


def read_cryptography(kind, form, file):
    data = open(file, "rb").read()
    if form == "openssh_private":
        return serialization.load_ssh_private_key(data, None)
    return serialization.load_pem_private_key(data, passphrase.encode() if form == "pkcs8_encrypted" else None)


def read_paramiko(kind, form, file):
    import paramiko

    types = {"RSA": paramiko.RSAKey, "P": paramiko.ECDSAKey, "Ed25519": paramiko.Ed25519Key}
    reader = types.get(kind.split("-")[0])
    if reader is None or form not in ("openssh_private", "traditional"):
        return None  # Paramiko knows neither
    key = reader.from_private_key_file(file)
    signature = key.sign_ssh_data(b"data")
    signature = signature[0] if isinstance(signature, tuple) else signature
    signature.rewind()
    assert type(key)(data=key.asbytes()).verify_ssh_sig(b"data", signature)
    if kind == "Ed25519":
        return ed25519.Ed25519PrivateKey.from_private_bytes(bytes(key._signing_key)[:32])
    return key.key if kind.startswith("RSA") else key.signing_key


read = {"cryptography": read_cryptography, "paramiko": read_paramiko}[library]
for line in open(manifest):
    kind, form, file, public, private = line.split()
    try:
        key = read(kind, form, file)
    except Exception as error:
        print("FAIL", kind, form, file, repr(error))
        continue
    if key is None:
        continue
    if spki(key.public_key()) != public or number(key) != int(private, 16):
        print("FAIL", kind, form, file, "another key")
        continue
    counts[kind, form] += 1
for (kind, form), n in sorted(counts.items()):
    print("READ", kind, form, n)
