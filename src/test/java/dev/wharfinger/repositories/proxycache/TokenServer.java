package dev.wharfinger.repositories.proxycache;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wharfinger.api.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The token server of a registry: who gives the password gets a token that the registry takes. */
final class TokenServer implements AutoCloseable {

  static final String SERVICE = "registry of tests";
  static final String ISSUER = "issuer-of-tests";

  private final HttpServer server;
  private final List<String> queries = new CopyOnWriteArrayList<>();

  TokenServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(UpstreamRegistry.ADDRESS, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/token", this::answer);
    server.start();
  }

  String realm() {
    return "http://" + UpstreamRegistry.ADDRESS + ":" + server.getAddress().getPort() + "/token";
  }

  /** The queries that it was asked with. */
  List<String> queries() {
    return queries;
  }

  private void answer(HttpExchange exchange) throws IOException {
    queries.add(exchange.getRequestURI().getQuery());
    String credentials = UpstreamRegistry.USERNAME + ":" + UpstreamRegistry.PASSWORD;
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body =
        (known ? "{\"token\": \"" + token() + "\"}" : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String token() {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setSubject(UpstreamRegistry.USERNAME);
    claims.setAudience(SERVICE);
    claims.setExpirationTimeMinutesInTheFuture(5);
    claims.setNotBeforeMinutesInThePast(1);
    claims.setIssuedAtToNow();
    claims.setGeneratedJwtId();
    claims.setClaim("access", List.of());
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    signature.setHeader("typ", "JWT");
    signature.setCertificateChainHeaderValue(Certificate.certificate());
    signature.setKey(Certificate.key());
    signature.setPayload(claims.toJson());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
