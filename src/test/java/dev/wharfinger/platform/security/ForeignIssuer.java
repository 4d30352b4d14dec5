package dev.wharfinger.platform.security;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An identity provider that publishes two keys and signs whatever it is told. */
final class ForeignIssuer implements AutoCloseable {

  private final HttpServer server;
  private final RsaJsonWebKey key;
  private final RsaJsonWebKey weak;
  private final RsaJsonWebKey unpublished;

  ForeignIssuer() throws IOException, JoseException {
    key = key("published", 2048);
    weak = key("weak", 1024);
    unpublished = key("published", 2048);
    byte[] keys =
        new JsonWebKeySet(key, weak)
            .toJson(OutputControlLevel.PUBLIC_ONLY)
            .getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, keys.length);
          try (var body = exchange.getResponseBody()) {
            body.write(keys);
          }
        });
    server.start();
  }

  String keySet() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  String sign(Map<String, Object> claims) {
    return sign(claims, key, key.getKeyId());
  }

  String signUnderUnknownId(Map<String, Object> claims) {
    return sign(claims, key, "nobodys");
  }

  String signByAWeakKey(Map<String, Object> claims) {
    return sign(claims, weak, weak.getKeyId());
  }

  String forge(Map<String, Object> claims) {
    return sign(claims, unpublished, unpublished.getKeyId());
  }

  private static String sign(Map<String, Object> claims, RsaJsonWebKey key, String kid) {
    JwtClaims all = new JwtClaims();
    claims.forEach(all::setClaim);
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(all.toJson());
    signature.setHeader("typ", "JWT");
    signature.setKeyIdHeaderValue(kid);
    signature.setAlgorithmHeaderValue("RS256");
    signature.setKey(key.getPrivateKey());
    signature.setDoKeyValidation(false);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RsaJsonWebKey key(String kid, int bits) throws JoseException {
    RsaJsonWebKey made = RsaJwkGenerator.generateJwk(bits);
    made.setKeyId(kid);
    return made;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
