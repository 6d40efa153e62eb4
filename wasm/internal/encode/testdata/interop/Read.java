import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.XECPrivateKey;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Reads private keys with Java's own providers: java Read.java MANIFEST PASSPHRASE. The manifest and
 * what is printed are those of read.py.
 */
class Read {
    public static void main(String[] args) throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            String[] f = line.split("\t");
            String kind = f[0], form = f[1];
            if (!form.startsWith("pkcs8") || kind.equals("secp256k1")) {
                continue; // which Java reads only with other providers, or since 16 no more
            }
            try {
                byte[] der = Base64.getMimeDecoder().decode(Files.readString(Path.of(f[2])).replaceAll("-----.*-----", ""));
                KeySpec spec = form.equals("pkcs8") ? new PKCS8EncodedKeySpec(der) : decrypt(der, args[1]);
                KeyFactory factory = KeyFactory.getInstance(algorithm(kind));
                PrivateKey key = factory.generatePrivate(spec);
                PublicKey published = factory.generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(f[3])));
                if (!number(key).equals(new BigInteger(f[4], 16)) || !proves(kind, key, published)) {
                    throw new Exception("another key");
                }
                counts.merge(kind + " " + form, 1, Integer::sum);
            } catch (Exception e) {
                System.out.println("FAIL " + kind + " " + form + " " + f[2] + " " + e);
            }
        }
        counts.forEach((name, n) -> System.out.println("READ " + name + " " + n));
    }

    static String algorithm(String kind) {
        return kind.startsWith("RSA") ? "RSA" : kind.startsWith("P-") ? "EC" : kind;
    }

    static KeySpec decrypt(byte[] der, String passphrase) throws Exception {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        String scheme = info.getAlgParameters().toString(); // "PBEWithHmacSHA256AndAES_256"
        Cipher cipher = Cipher.getInstance(scheme);
        cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(passphrase.toCharArray())), info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    static BigInteger number(PrivateKey key) {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return rsa.getPrivateExponent();
        }
        if (key instanceof ECPrivateKey ec) {
            return ec.getS();
        }
        byte[] raw = key instanceof EdECPrivateKey ed ? ed.getBytes().get() : ((XECPrivateKey) key).getScalar().get();
        return new BigInteger(1, raw);
    }

    /** A signature by the one must verify by the other; X25519 keys make none. */
    static boolean proves(String kind, PrivateKey key, PublicKey published) throws Exception {
        if (kind.equals("X25519")) {
            return true;
        }
        Signature s = Signature.getInstance(kind.startsWith("RSA") ? "SHA256withRSA" : kind.startsWith("P-") ? "SHA256withECDSA" : "Ed25519");
        s.initSign(key);
        s.update(new byte[] {1, 2, 3});
        byte[] signature = s.sign();
        s.initVerify(published);
        s.update(new byte[] {1, 2, 3});
        return s.verify(signature);
    }
}
