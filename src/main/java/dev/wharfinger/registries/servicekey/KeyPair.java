package dev.wharfinger.registries.servicekey;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;

/**
 * A new pair of RSA keys. It is random, not derived from the command id: a holder of the master key
 * must not be able to recreate a service's private key. Source: contract superuser 6.1.
 *
 * @param kid the thumbprint of the public key (RFC 7638)
 * @param jwk the public key, JSON
 * @param publicPem SubjectPublicKeyInfo
 * @param privatePem PKCS#1, not encrypted; for the response only
 */
record KeyPair(String kid, String jwk, String publicPem, String privatePem) {

  private static final int BITS = 2048;

  /** By jose4j: SmallRye JWT makes no JWKs. Slow; must not run on an event loop. */
  static KeyPair draw() throws JoseException {
    RsaJsonWebKey key = RsaJwkGenerator.generateJwk(BITS);
    key.setKeyId(key.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256));
    return new KeyPair(
        key.getKeyId(),
        key.toJson(OutputControlLevel.PUBLIC_ONLY),
        pem("PUBLIC KEY", key.getRsaPublicKey().getEncoded()),
        pem("RSA PRIVATE KEY", pkcs1(key.getRsaPrivateKey().getEncoded())));
  }

  private static byte[] pkcs1(byte[] pkcs8) {
    try {
      return PrivateKeyInfo.getInstance(pkcs8).parsePrivateKey().toASN1Primitive().getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String type, byte[] content) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().replace("\r\n", "\n");
  }

  /** Keeps the private key out of logs. */
  @Override
  public String toString() {
    return "KeyPair[" + kid + "]";
  }
}
