package dev.wharfinger.platform.security;

import static dev.wharfinger.platform.security.TokenClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens on two instances of the service that share their servers. */
@TestInstance(Lifecycle.PER_CLASS)
class AccessTokenIT {

  private static final String ISSUER = TwoInstances.ISSUER;
  private static final String GONE = TwoInstances.GONE;
  private static final String NAMING = TwoInstances.NAMING;
  private static final String GRANT = "/oauth/access_token";

  private final TwoInstances service = new TwoInstances();
  private final TokenClient first = service.first();
  private final TokenClient second = service.second();
  private final ForeignIssuer foreign = service.foreign();
  private final String root = service.root();

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void issuesATokenForARightPassword() throws Exception {
    HttpResponse<String> answer = first.grant("root", "rootpassword");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/json;charset=UTF-8");
    assertThat(answer.headers().firstValue("Cache-Control"))
        .contains("no-cache, no-store, must-revalidate");
    JsonNode body = json(answer);
    assertThat(body.properties().stream().map(Map.Entry::getKey))
        .containsExactly("access_token", "token_type", "expires_in", "refresh_token");
    assertThat(body.get("token_type").textValue()).isEqualTo("Bearer");
    assertThat(body.get("expires_in").longValue()).isEqualTo(315_576_000L);
    assertThat(body.get("refresh_token").isNull()).isTrue();
    JsonNode user =
        json(second.get("/api/v1/user/", "bEARER  " + body.get("access_token").textValue()));
    assertThat(user.get("username").textValue()).isEqualTo("root");
    assertThat(user.get("super_user").booleanValue()).isTrue();
  }

  @Test
  void issuesATokenForAnEmailAddressAndFewerScopes() {
    HttpResponse<String> answer =
        second.postForm(
            GRANT + "?grant_type=password&scope=user:read",
            Map.of("username", "root@example.com", "password", "rootpassword"));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode user =
        json(first.get("/api/v1/user/", "Bearer " + json(answer).get("access_token").textValue()));
    assertThat(user.get("username").textValue()).isEqualTo("root");
    assertThat(user.has("super_user")).isFalse();
  }

  @Test
  void namesWhatIsWrongWithARequest() {
    assertThat(refusal(Map.of())).isEqualTo("400 invalid_request");
    assertThat(refusal(Map.of("grant_type", "password", "username", "root")))
        .isEqualTo("400 invalid_request");
    assertThat(refusal(Map.of("grant_type", "magic"))).isEqualTo("400 unsupported_grant_type");
    assertThat(
            refusal(
                Map.of(
                    "grant_type", "password",
                    "username", "root",
                    "password", "rootpassword",
                    "scope", "repo:fly")))
        .isEqualTo("400 invalid_scope");
    HttpResponse<String> twice =
        first.postForm(GRANT + "?username=a", Map.of("grant_type", "password", "username", "b"));
    assertThat(refusal(twice)).isEqualTo("400 invalid_request");
  }

  @Test
  void slowsDownGuessingOnAllInstancesAndForUnknownNamesToo() {
    String password = service.createUser("careless");
    for (String name : List.of("careless", "nobody-at-all")) {
      assertThat(refusal(first.grant(name, "wrong-one"))).isEqualTo("400 invalid_grant");
      await(() -> second.grant(name, "wrong-two").statusCode() == 400);
      await(() -> second.grant(name, "wrong-three").statusCode() == 400);
      HttpResponse<String> slowed = first.grant(name, password);
      assertThat(refusal(slowed)).isEqualTo("429 slow_down");
      assertThat(slowed.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 4L);
    }
    await(() -> second.grant("careless", password).statusCode() == 200);
    assertThat(refusal(first.grant("careless", "wrong-again"))).isEqualTo("400 invalid_grant");
  }

  @Test
  void takesAtMostAFewOfManyGuessesAtOnce() {
    String password = service.createUser("target");
    List<String> answers =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(_ -> refusal(first.grant("target", "wrong-guess")))
            .toList();
    assertThat(answers).contains("400 invalid_grant");
    assertThat(refusal(first.grant("target", password))).isEqualTo("429 slow_down");
  }

  @Test
  void takesManyRightPasswordsAtOnce() {
    String password = service.createUser("busy");
    List<Integer> statuses =
        IntStream.range(0, 12)
            .parallel()
            .mapToObj(_ -> first.grant("busy", password).statusCode())
            .toList();
    assertThat(statuses).containsOnly(200);
  }

  @Test
  void revokesAtOnceHereAndOnTheOtherInstance() {
    String token = first.token("root", "rootpassword");
    assertThat(first.statusOf(token)).isEqualTo(200);
    assertThat(second.statusOf(token)).isEqualTo(200);

    assertThat(first.postForm("/oauth/revoke", Map.of("token", token)).statusCode()).isEqualTo(200);

    assertThat(first.statusOf(token)).isEqualTo(401);
    Instant revoked = Instant.now();
    await(() -> second.statusOf(token) == 401);
    assertThat(Duration.between(revoked, Instant.now())).isLessThan(Duration.ofSeconds(1));
    assertThat(second.postForm("/oauth/revoke", Map.of("token", token)).statusCode())
        .isEqualTo(200);
    assertThat(second.postForm("/oauth/revoke", Map.of("token", "x")).statusCode()).isEqualTo(200);
    assertThat(first.statusOf(root)).isEqualTo(200);
  }

  @Test
  void stopsADisabledUserOnBothInstances() {
    String password = service.createUser("leaver");
    String token = first.token("leaver", password);
    assertThat(first.statusOf(token)).isEqualTo(200);
    assertThat(second.statusOf(token)).isEqualTo(200);

    service.setEnabled("leaver", false);
    await(() -> first.statusOf(token) == 401 && second.statusOf(token) == 401);
    assertThat(refusal(first.grant("leaver", password))).isEqualTo("400 invalid_grant");

    service.setEnabled("leaver", true);
    await(() -> first.statusOf(token) == 200 && second.statusOf(token) == 200);
  }

  /**
   * Whatever a token hangs on goes on one instance; the other one, which knew the token, forgets
   * it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /organization/{org}/applications/{app}/tokens/{token} |",
        "DELETE | /organization/{org}/applications/{app}                |",
        "DELETE | /organization/{org}                                   |",
        "DELETE | /superuser/organizations/{org}                        |",
        "DELETE | /user/authorizations/{token}                          |",
        "DELETE | /superuser/users/{user}                               |",
        "POST   | /superuser/takeownership/{user}                       |",
        "PUT    | /superuser/users/{user}                               | {\"enabled\": false}",
      })
  void endsATokenWithWhatItHangsOn(String method, String path, @Nullable String body) {
    String name = "ending-" + Integer.toHexString((method + path).hashCode());
    String own = first.token(name, service.createUser(name));
    String organization = name + "-org";
    var _ =
        first.done("POST", "/api/v1/organization/", own, "{\"name\": \"" + organization + "\"}");
    String applications = "/api/v1/organization/" + organization + "/applications";
    String client =
        json(first.done("POST", applications, own, "{\"name\": \"tool\"}"))
            .get("client_id")
            .textValue();
    JsonNode token =
        json(
            first.done(
                "POST",
                applications + "/" + client + "/tokens",
                own,
                "{\"name\": \"shift\", \"scope\": \"user:read\"}"));
    String text = token.get("token").textValue();
    assertThat(first.statusOf(text)).isEqualTo(200);
    assertThat(second.statusOf(text)).as("remembered").isEqualTo(200);

    String target =
        path.replace("{org}", organization)
            .replace("{app}", client)
            .replace("{user}", name)
            .replace("{token}", token.get("uuid").textValue());
    var _ =
        first.done(
            method,
            "/api/v1" + target,
            target.startsWith("/superuser") ? root : own,
            body == null ? "" : body);

    assertThat(first.statusOf(text)).isEqualTo(401);
    await(() -> second.statusOf(text) == 401);
    boolean userGone = path.contains("{user}");
    assertThat(first.statusOf(own)).isEqualTo(userGone ? 401 : 200);
    await(() -> second.statusOf(own) == (userGone ? 401 : 200));
  }

  @Test
  void takesAnythingElseForNoCredential() {
    String[] parts = root.split("\\.", -1);
    String altered = parts[0] + "." + parts[1] + "." + parts[2].substring(4) + "AAAA";
    String unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0." + parts[1] + ".";
    for (String header :
        List.of("Bearer", "Bearer a b", "Basic cm9vdDpy", "Bearer nope", "Bearer " + altered)) {
      assertThat(first.get("/api/v1/user/", header).statusCode()).as(header).isEqualTo(401);
    }
    assertThat(json(first.get("/api/v1/user/", "Bearer " + altered)).has("error_type")).isTrue();
    assertThat(first.statusOf(unsigned)).isEqualTo(401);
  }

  @Test
  void publishesTheKeysThatVerifyATokenAndRotatesThem() throws Exception {
    String old = second.token("root", "rootpassword");
    HttpResponse<String> published = first.get("/.well-known/jwks.json");
    assertThat(published.headers().firstValue("Cache-Control")).contains("public, max-age=60");
    assertThat(published.body()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
    JwtClaims claims =
        new JwtConsumerBuilder()
            .setExpectedIssuer("http://localhost:8080")
            .setExpectedAudience("http://localhost:8080")
            .setVerificationKeyResolver(
                new JwksVerificationKeyResolver(
                    new JsonWebKeySet(published.body()).getJsonWebKeys()))
            .build()
            .processToClaims(old);
    assertThat(claims.getClaimNames())
        .containsExactlyInAnyOrder("iss", "aud", "sub", "jti", "iat", "exp", "scope", "tid");

    await(() -> !kid(first.token("root", "rootpassword")).equals(kid(old)));

    String young = first.token("root", "rootpassword");
    for (TokenClient either : List.of(first, second)) {
      assertThat(either.statusOf(old)).isEqualTo(200);
      assertThat(either.statusOf(young)).isEqualTo(200);
      assertThat(either.get("/.well-known/jwks.json").body()).contains(kid(old), kid(young));
    }
  }

  @Test
  void believesATrustedIssuerAndNamesWhatIsWrongOtherwise() {
    long soon = Instant.now().plusSeconds(300).getEpochSecond();
    Map<String, Object> claims = claims("root", soon);
    JsonNode user = json(first.get("/api/v1/user/", "Bearer " + foreign.sign(claims)));
    assertThat(user.get("super_user").booleanValue()).isTrue();
    assertThat(reason(foreign.sign(claims("stranger", soon)))).isEqualTo("(anonymous)");
    assertThat(reason(foreign.sign(Map.of("sub", "root"))))
        .isEqualTo("Token does not contain issuer");
    assertThat(reason(foreign.sign(Map.of("iss", "https://other.example.com"))))
        .isEqualTo("Issuer https://other.example.com not configured");
    assertThat(reason(foreign.sign(Map.of("iss", "x".repeat(300)))))
        .isEqualTo("Issuer %s… not configured", "x".repeat(256));
    assertThat(reason(foreign.sign(with(claims, "iss", GONE))))
        .isEqualTo("Unable to connect to auth server");
    assertThat(reason(foreign.sign(claims("root", soon - 900)))).isEqualTo("Signature has expired");
    assertThat(reason(foreign.sign(claims("root", soon - 345)))).isEqualTo("Signature has expired");
    assertThat(reason(foreign.forge(claims))).isEqualTo("Signature verification failed");
    assertThat(reason(foreign.signByAWeakKey(claims))).isEqualTo("Invalid token");
    assertThat(reason(foreign.signUnderUnknownId(claims)))
        .isEqualTo("Public key nobodys not found");
    assertThat(reason(foreign.sign(claims("root", Long.MAX_VALUE)))).isEqualTo("Invalid token");
    assertThat(reason(foreign.sign(claims("ro\0ot", soon)))).isEqualTo("(anonymous)");
  }

  @Test
  void believesATrustedIssuerOnlyWhatItSaysForUs() {
    long soon = Instant.now().plusSeconds(300).getEpochSecond();
    Map<String, Object> claims = claims("root", soon);
    for (Object audience : List.of("harbour", List.of("other", "harbour"))) {
      assertThat(first.statusOf(foreign.sign(with(claims, "aud", audience)))).isEqualTo(200);
    }
    for (Object audience : List.of("other", List.of("other", "quayside"), "Quay", "", List.of())) {
      assertThat(reason(foreign.sign(with(claims, "aud", audience))))
          .as("%s", audience)
          .isIn("Audience doesn't match", "Token is missing the \"aud\" claim");
    }
    assertThat(reason(foreign.sign(Map.of("iss", ISSUER, "sub", "root", "exp", soon))))
        .isEqualTo("Token is missing the \"aud\" claim");
    assertThat(reason(foreign.sign(with(claims, "aud", Map.of("quay", "quay")))))
        .isEqualTo("Invalid token");
  }

  @Test
  void knowsWhoIsMeantByTheConfiguredClaim() {
    long soon = Instant.now().plusSeconds(300).getEpochSecond();
    Map<String, Object> named = with(claims("4711", soon), "preferred_username", "root");
    assertThat(reason(foreign.sign(named))).as("sub alone counts").isEqualTo("(anonymous)");

    for (Object groups : List.of(7, Map.of("a", 1), List.of(7, "a"), "a")) {
      assertThat(first.statusOf(foreign.sign(with(claims("root", soon), "groups", groups))))
          .as("groups that mean nothing here: %s", groups)
          .isEqualTo(200);
    }

    Map<String, Object> other = with(named, "iss", NAMING);
    assertThat(first.statusOf(foreign.sign(with(other, "azp", "web")))).isEqualTo(200);
    assertThat(first.statusOf(foreign.sign(with(other, "client_id", "web")))).isEqualTo(200);
    assertThat(reason(foreign.sign(with(other, "azp", "wiki"))))
        .isEqualTo("Client 'wiki' is not in the allowed clients list");
    assertThat(reason(foreign.sign(with(with(other, "azp", "wiki"), "client_id", "web"))))
        .isEqualTo("Client 'wiki' is not in the allowed clients list");
    assertThat(reason(foreign.sign(other)))
        .isEqualTo("Client '' is not in the allowed clients list");
    Map<String, Object> nameless = with(claims("root", soon), "iss", NAMING);
    assertThat(reason(foreign.sign(with(nameless, "azp", "web"))))
        .as("no claim, no user")
        .isEqualTo("(anonymous)");
  }

  private static Map<String, Object> claims(String user, long expires) {
    return Map.of("iss", ISSUER, "aud", "quay", "sub", user, "exp", expires);
  }

  private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(claims);
    changed.put(name, value);
    return changed;
  }

  private String refusal(Map<String, String> form) {
    return refusal(first.postForm(GRANT, form));
  }

  private static String refusal(HttpResponse<String> answer) {
    return answer.statusCode() + " " + json(answer).path("error").asText();
  }

  private String reason(String token) {
    HttpResponse<String> answer = first.get("/api/v1/user/", "Bearer " + token);
    assertThat(answer.statusCode()).isEqualTo(401);
    return json(answer).path("error").asText("(anonymous)");
  }

  private static String kid(String token) {
    try {
      return JsonWebSignature.fromCompactSerialization(token).getKeyIdHeaderValue();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    Instant deadline = Instant.now().plusSeconds(40);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("in time").isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
