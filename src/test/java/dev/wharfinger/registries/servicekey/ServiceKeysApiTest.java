package dev.wharfinger.registries.servicekey;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Service keys over HTTP: all operations, and the published key set. */
class ServiceKeysApiTest {

  private static final String KEYS = "/superuser/keys";
  private static final String APPROVED = "/superuser/approvedkeys/";

  private final String service = fresh("service").replace('-', '_');

  @Test
  void makesAPairThatBelongsTogether() throws Exception {
    JsonNode made = create("{\"service\": \"$S\", \"name\": \"ci key\", \"expiration\": null}");
    assertThat(keys(made))
        .containsExactlyInAnyOrder("kid", "name", "private_key", "public_key", "service");
    assertThat(made.get("name").textValue()).isEqualTo("ci key");
    assertThat(made.get("service").textValue()).isEqualTo(service);

    PemObject pair = pem(made.get("private_key").textValue());
    assertThat(pair.getType()).isEqualTo("RSA PRIVATE KEY");
    RSAPrivateKey secret = RSAPrivateKey.getInstance(pair.getContent());
    PemObject half = pem(made.get("public_key").textValue());
    assertThat(half.getType()).isEqualTo("PUBLIC KEY");
    RSAPublicKey open =
        (RSAPublicKey)
            KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(half.getContent()));
    assertThat(secret.getModulus()).isEqualTo(open.getModulus());
    assertThat(secret.getPrivateExponent().multiply(open.getPublicExponent()))
        .matches(product -> product.mod(carmichael(secret)).equals(BigInteger.ONE));
    assertThat(open.getModulus().bitLength()).isEqualTo(2048);
    assertThat(open.getPublicExponent()).isEqualTo(65_537);
    assertThat(made.get("private_key").textValue())
        .startsWith("-----BEGIN RSA PRIVATE KEY-----\n")
        .endsWith("\n-----END RSA PRIVATE KEY-----\n")
        .doesNotContain("\r");

    JsonNode jwk = show(made).get("jwk");
    assertThat(keys(jwk)).containsExactlyInAnyOrder("e", "kid", "kty", "n");
    assertThat(jwk.get("kid")).isEqualTo(made.get("kid"));
    assertThat(new BigInteger(1, Base64.getUrlDecoder().decode(jwk.get("n").textValue())))
        .isEqualTo(open.getModulus());
    assertThat(made.get("kid").textValue()).isEqualTo(thumbprint(jwk)).hasSize(43);
  }

  private static BigInteger carmichael(RSAPrivateKey key) {
    BigInteger p = key.getPrime1().subtract(BigInteger.ONE);
    BigInteger q = key.getPrime2().subtract(BigInteger.ONE);
    return p.multiply(q).divide(p.gcd(q));
  }

  private static PemObject pem(String text) throws IOException {
    try (PemReader reader = new PemReader(new StringReader(text))) {
      return reader.readPemObject();
    }
  }

  /** RFC 7638, 3. */
  private static String thumbprint(JsonNode jwk) throws GeneralSecurityException {
    String members =
        "{\"e\":\"%s\",\"kty\":\"%s\",\"n\":\"%s\"}"
            .formatted(
                jwk.get("e").textValue(), jwk.get("kty").textValue(), jwk.get("n").textValue());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void keepsThePrivateKeyNowhere() throws Exception {
    JsonNode made = create("{\"service\": \"$S\", \"expiration\": null}");
    RSAPrivateKey secret =
        RSAPrivateKey.getInstance(pem(made.get("private_key").textValue()).getContent());
    // the tenth line lies within the private exponent, the first six within the public modulus
    String line = made.get("private_key").textValue().split("\n", -1)[10];
    List<String> forms =
        List.of(
            line,
            base64url(secret.getPrivateExponent()),
            base64url(secret.getPrime1()),
            base64url(secret.getPrime2()),
            secret.getPrivateExponent().toString(16));
    for (String form : forms) {
      assertThat(Wharfinger.shared().placesOf(form)).isEmpty();
    }
    assertThat(Wharfinger.shared().placesOf(base64url(secret.getModulus())))
        .as("the public key, to know that the search finds something")
        .contains("wharfinger.service_key", "journal");
  }

  private static String base64url(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int zero = bytes[0] == 0 ? 1 : 0;
    byte[] magnitude = java.util.Arrays.copyOfRange(bytes, zero, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
  }

  @Test
  void answersARepeatedRequestWithoutTheKey() {
    String key = UUID.randomUUID().toString();
    String body = "{\"service\": \"" + service + "\", \"expiration\": null}";
    String kid =
        json(Viewer.SU.sends(body).header("Idempotency-Key", key).post(KEYS), 200)
            .get("kid")
            .textValue();
    String text =
        " was created by this Idempotency-Key. Its private key was shown once and is not kept;"
            + " delete it and create another.";
    isMessage(
        Viewer.SU.sends(body).header("Idempotency-Key", key).post(KEYS),
        409,
        "The service key " + kid + text);
    assertThat(published()).containsExactly(kid);
    isDone(Viewer.SU.asks().delete(KEYS + "/" + kid));
    isMessage(
        Viewer.SU.sends(body).header("Idempotency-Key", key).post(KEYS),
        409,
        "The service key" + text);
  }

  @Test
  void showsAKeyWhole() {
    long end = Instant.now().plus(Duration.ofDays(2)).getEpochSecond();
    JsonNode made =
        create(
            """
            {"service": "$S", "name": "a b/c:d_e-f", "expiration": %d, "notes": "why",
             "metadata": {"team": {"a": [1]}, "creator": "liar", "ip": "liar"}}
            """
                .formatted(end));
    JsonNode shown = show(made);
    assertThat(keys(shown))
        .containsExactlyInAnyOrder(
            "kid",
            "name",
            "service",
            "jwk",
            "metadata",
            "created_date",
            "expiration_date",
            "rotation_duration",
            "approval");
    assertThat(shown.get("metadata"))
        .isEqualTo(
            json(
                """
                {"team": {"a": [1]}, "created_by": "Quay Superuser Panel", "creator": "root",
                 "ip": "127.0.0.1"}
                """));
    assertThat(shown.get("created_date").textValue()).matches("..., \\d\\d ... \\d{4} .* GMT");
    assertThat(shown.get("expiration_date").textValue()).endsWith(" GMT");
    assertThat(shown.get("rotation_duration").isNull()).isTrue();
    JsonNode approval = shown.get("approval");
    assertThat(keys(approval))
        .containsExactlyInAnyOrder("approval_type", "approved_date", "approver", "notes");
    assertThat(approval.get("approval_type").textValue())
        .isEqualTo("ServiceKeyApprovalType.SUPERUSER");
    assertThat(approval.get("approved_date")).isEqualTo(shown.get("created_date"));
    assertThat(approval.get("notes").textValue()).isEqualTo("why");
    assertThat(approval.get("approver"))
        .isEqualTo(json(Viewer.SU.asks().get("/superuser/users/root"), 200));
    JsonNode listed =
        StreamSupport.stream(
                json(Viewer.ROSU.asks().get(KEYS), 200).get("keys").spliterator(), false)
            .filter(key -> key.get("kid").equals(made.get("kid")))
            .findFirst()
            .orElseThrow();
    assertThat(listed).isEqualTo(shown);
    assertThat(Scene.metadata(logs("service_key_approve", made).orElseThrow()))
        .isEqualTo(
            logged("service_key_approve", made, end)
                .put("auto_approved", true)
                .put("preshared", true));
    assertThat(Scene.metadata(logs("service_key_create", made).orElseThrow()))
        .isEqualTo(
            logged("service_key_create", made, end)
                .put("auto_approved", true)
                .put("preshared", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                    | 'service' is a required property",
        "{\"service\": \"q\"}                                  | 'expiration' is a required property",
        "{\"service\": \"q\", \"expiration\": \"5\"}           | '5' is not of type 'number'",
        "{\"service\": 5, \"expiration\": null}                | 5 is not of type 'string'",
        "{\"service\": \"q\", \"expiration\": true}            | True is not of type 'number'",
        "{\"service\": \"q\", \"expiration\": null, \"metadata\": []} | [] is not of type 'object'",
        "{\"service\": \"Q\", \"expiration\": 1, \"name\": \"a.b\"}  | Invalid service key friendly name: a.b",
        "{\"service\": \"Q\", \"expiration\": 1000000000000}   | Invalid expiration date: year 33658 is out of range",
        "{\"service\": \"Q\", \"expiration\": 1e300}           | Invalid expiration date: timestamp out of range for platform time_t",
        "{\"service\": \"Q\", \"expiration\": 1}               | Expiration date cannot be in the past",
      })
  void refusesInTheContractsWords(String body, String text) {
    isP400(Viewer.SU.sends(body).post(KEYS), text);
  }

  @Test
  void refusesABadServiceWithoutAWord() {
    isM400(Viewer.SU.sends("{\"service\": \"Q\", \"expiration\": null}").post(KEYS), "");
    isP401(Viewer.ANON.sends("{}").post(KEYS));
    isP403(Viewer.ROSU.sends("{\"service\": \"Q\", \"expiration\": null}").post(KEYS));
    assertThat(Viewer.SU.asks().post(KEYS).statusCode()).isEqualTo(415);
  }

  @Test
  void changesAKeyAndLogsBothKinds() {
    JsonNode made = create("{\"service\": \"$S\", \"name\": \"old\", \"expiration\": null}");
    JsonNode before = show(made);
    assertThat(json(put(made, "{}"), 200)).isEqualTo(before);
    assertThat(logs("service_key_modify", made)).isEmpty();
    long end = Instant.now().plus(Duration.ofDays(2)).getEpochSecond();
    JsonNode changed =
        json(
            put(
                made,
                "{\"name\": \"new\", \"metadata\": {\"creator\": \"x\", \"a\": 1}, \"expiration\": %d}"
                    .formatted(end)),
            200);
    assertThat(changed.get("name").textValue()).isEqualTo("new");
    assertThat(changed.get("metadata").get("creator").textValue()).isEqualTo("x");
    assertThat(changed.get("metadata").get("a").intValue()).isEqualTo(1);
    assertThat(changed.get("metadata").get("ip").textValue()).isEqualTo("127.0.0.1");
    assertThat(changed.get("approval")).isEqualTo(before.get("approval"));
    assertThat(changed).isEqualTo(show(made));
    ObjectNode expected = made.deepCopy();
    expected.put("name", "new");
    for (String kind : List.of("service_key_extend", "service_key_modify")) {
      assertThat(Scene.metadata(logs(kind, made).orElseThrow()))
          .isEqualTo(logged(kind, expected, end).putNull("old_expiration_date"));
    }
    JsonNode endless = json(put(made, "{\"expiration\": null}"), 200);
    assertThat(endless.get("expiration_date").isNull()).isTrue();
  }

  @Test
  void refusesChangesInOrder() {
    JsonNode made = create("{\"service\": \"$S\", \"name\": \"old\", \"expiration\": null}");
    isP404(Viewer.SU.sends("{\"expiration\": 1}").put(KEYS + "/" + fresh("none")));
    isP400(
        put(made, "{\"expiration\": 1, \"name\": \"a.b\"}"),
        "Cannot have an expiration date in the past");
    isP400(
        put(made, "{\"expiration\": 1e12}"), "Invalid expiration date: year 33658 is out of range");
    long end = Instant.now().plus(Duration.ofDays(2)).getEpochSecond();
    isP400(
        put(made, "{\"name\": \"a.b\", \"expiration\": " + end + "}"),
        "Invalid service key friendly name: a.b");
    assertThat(show(made).get("expiration_date").isNull()).as("nothing is half done").isTrue();
    isP400(put(made, "{\"name\": null}"), "None is not of type 'string'");
    isP400(put(made, "{\"expiration\": \"x\"}"), "'x' is not of type 'number'");
  }

  @Test
  void approvesOnceWithOrWithoutABody() {
    String kid = Scene.serviceKey();
    String path = KEYS + "/" + kid;
    assertThat(json(Viewer.SU.asks().get(path), 200).get("approval").isNull()).isTrue();
    isP404(Viewer.SU.asks().post(APPROVED + fresh("none")));
    isP400(Viewer.SU.sends("{\"notes\": 5}").post(APPROVED + kid), "5 is not of type 'string'");
    Response approved = Viewer.SU.sends("{\"notes\": \"first\"}").post(APPROVED + kid);
    assertThat(approved.statusCode()).isEqualTo(201);
    assertThat(approved.asString()).isEmpty();
    assertThat(approved.contentType()).isEqualTo("text/html; charset=utf-8");
    JsonNode first = json(Viewer.SU.asks().get(path), 200);
    assertThat(first.get("approval").get("notes").textValue()).isEqualTo("first");
    assertThat(Viewer.FSU.sends("{\"notes\": \"second\"}").post(APPROVED + kid).statusCode())
        .isEqualTo(201);
    assertThat(json(Viewer.SU.asks().get(path), 200)).isEqualTo(first);
    JsonNode entry = logs("service_key_approve", json("{\"kid\":\"" + kid + "\"}")).orElseThrow();
    assertThat(keys(Scene.metadata(entry)))
        .containsExactlyInAnyOrder("kid", "service", "name", "expiration_date", "kind");
    assertThat(entry.get("namespace").get("name").textValue())
        .as("kinds without a namespace are booked on the first account")
        .isEqualTo("root");
    String other = Scene.serviceKey();
    assertThat(Viewer.SU.asks().post(APPROVED + other).statusCode()).isEqualTo(201);
  }

  @Test
  void deletesAKeyAndWhatLapsedOfItsService() {
    JsonNode made = create("{\"service\": \"$S\", \"expiration\": null}");
    JsonNode lapsed = create("{\"service\": \"$S\", \"expiration\": null}");
    expire(lapsed, "8 days");
    isP404(Viewer.SU.asks().get(KEYS + "/" + lapsed.get("kid").textValue()));
    isP404(put(lapsed, "{\"expiration\": null}"));
    isDone(Viewer.SU.asks().delete(KEYS + "/" + made.get("kid").textValue()));
    isP404(Viewer.SU.asks().delete(KEYS + "/" + made.get("kid").textValue()));
    assertThat(
            Wharfinger.shared()
                .count("SELECT count(*) FROM service_key WHERE service = ?", service))
        .isZero();
    assertThat(keys(Scene.metadata(logs("service_key_delete", made).orElseThrow())))
        .containsExactlyInAnyOrder(
            "kid", "service", "name", "created_date", "expiration_date", "kind");
    assertThat(logs("service_key_delete", lapsed)).as("no log of what lapsed").isEmpty();
  }

  @Test
  void publishesTheApprovedLivingKeysOfAService() {
    JsonNode living = create("{\"service\": \"$S\", \"expiration\": null}");
    JsonNode expired = create("{\"service\": \"$S\", \"expiration\": null}");
    assertThat(published())
        .containsExactly(living.get("kid").textValue(), expired.get("kid").textValue());
    expire(expired, "1 second");
    assertThat(published()).containsExactly(living.get("kid").textValue());
    assertThat(json(put(expired, "{\"expiration\": null}"), 200).get("kid"))
        .as("revived")
        .isEqualTo(expired.get("kid"));
    assertThat(published()).hasSize(2);
    Wharfinger.shared()
        .sql(
            "UPDATE service_key SET approved = NULL, approval_type = NULL WHERE kid = ?",
            living.get("kid").textValue());
    assertThat(published()).containsExactly(expired.get("kid").textValue());
    Response none = Wharfinger.shared().request().basePath("").get("/keys/services/none/keys");
    assertThat(none.statusCode()).isEqualTo(200);
    assertThat(Answers.json(none.asString())).isEqualTo(json("{\"keys\": []}"));
  }

  @Test
  void removesLapsedKeysOfAnyServiceByItself() {
    JsonNode unapproved = create("{\"service\": \"$S\", \"expiration\": null}");
    JsonNode expired = create("{\"service\": \"$S\", \"expiration\": null}");
    JsonNode kept = create("{\"service\": \"$S\", \"expiration\": null}");
    expire(expired, "8 days");
    expire(kept, "6 days");
    Wharfinger.shared()
        .sql(
            "UPDATE service_key SET approved = NULL, approval_type = NULL,"
                + " created = now() - interval '25 hours' WHERE kid = ?",
            unapproved.get("kid").textValue());
    Waiting.until(
        "one key is left",
        () ->
            Wharfinger.shared().count("SELECT count(*) FROM service_key WHERE service = ?", service)
                == 1);
    assertThat(show(kept).get("kid")).isEqualTo(kept.get("kid"));
  }

  @Test
  void forgetsWhoMadeAKeyWhenHeIsForgotten() {
    JsonNode made = create("{\"service\": \"$S\", \"expiration\": null}");
    String gone = fresh("gone");
    assertThat(Viewer.newUser(gone)).isNotEmpty();
    Wharfinger.shared()
        .sql(
            """
            UPDATE service_key SET creator = n.name, creator_key = n.subject_key, approver = n.id
            FROM namespace n WHERE n.name = ? AND kid = ?
            """,
            gone,
            made.get("kid").textValue());
    assertThat(show(made).get("approval").get("approver").get("name").textValue()).isEqualTo(gone);
    isDone(Viewer.SU.asks().delete("/superuser/users/" + gone));
    JsonNode shown = show(made);
    assertThat(shown.get("metadata").get("creator").textValue()).isEqualTo("(erased)");
    assertThat(shown.get("metadata").get("ip").textValue()).isEqualTo("(erased)");
    assertThat(shown.get("approval").get("approver").isNull()).isTrue();
    assertThat(shown.get("approval").get("approved_date")).isNotNull();
  }

  /**
   * What looks like a sealed value in the metadata must stay metadata to whoever reads the journal.
   */
  @Test
  void takesAnyBodyWithoutAFault() {
    String kid = create("{\"service\": \"$S\", \"expiration\": null}").get("kid").textValue();
    List<String> values =
        List.of(
            "null",
            "true",
            "1e308",
            "-1e308",
            "1e-320",
            "4102444800.123456789",
            "99999999999999999999999999",
            "\"\\n\"",
            "\"" + "x".repeat(100_000) + "\"",
            "[]",
            "{}",
            "{\"sealed\": \"x\", \"key\": \"y\", \"created_by\": {\"sealed\": 1}}");
    for (String key : List.of("service", "name", "notes", "metadata", "expiration")) {
      for (String value : values) {
        ObjectNode body =
            ((ObjectNode) json("{\"expiration\": 4102444800}")).put("service", service);
        body.set(key, json(value));
        assertThat(Viewer.SU.sends(body.toString()).post(KEYS).statusCode()).isLessThan(500);
        assertThat(
                Viewer.SU
                    .sends("{\"" + key + "\": " + value + "}")
                    .put(KEYS + "/" + kid)
                    .statusCode())
            .isLessThan(500);
      }
    }
    assertThat(create("{\"service\": \"$S\", \"expiration\": null}").get("kid")).isNotNull();
  }

  private JsonNode create(String body) {
    return json(Viewer.SU.sends(body.replace("$S", service)).post(KEYS), 200);
  }

  private static Response put(JsonNode key, String body) {
    return Viewer.SU.sends(body).put(KEYS + "/" + key.get("kid").textValue());
  }

  private static JsonNode show(JsonNode key) {
    return json(Viewer.SU.asks().get(KEYS + "/" + key.get("kid").textValue()), 200);
  }

  private static void expire(JsonNode key, String ago) {
    Wharfinger.shared()
        .sql(
            "UPDATE service_key SET expires = now() - ?::interval WHERE kid = ?",
            ago,
            key.get("kid").textValue());
  }

  private List<String> published() {
    Response answer =
        Wharfinger.shared().request().basePath("").get("/keys/services/" + service + "/keys");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
    return Answers.json(answer.asString()).get("keys").findValuesAsText("kid");
  }

  private static ObjectNode logged(String kind, JsonNode key, long end) {
    ObjectNode expected = key.deepCopy();
    expected.remove(List.of("private_key", "public_key"));
    expected.put("expiration_date", end).put("kind", kind);
    return (ObjectNode) json(expected.toString());
  }

  /** The entry of a kind that speaks of this key. */
  private static Optional<JsonNode> logs(String kind, JsonNode key) {
    JsonNode page = json(Viewer.SU.asks().get("/superuser/logs"), 200);
    return StreamSupport.stream(page.get("logs").spliterator(), false)
        .filter(entry -> entry.get("kind").textValue().equals(kind))
        .filter(entry -> entry.get("metadata").get("kid").equals(key.get("kid")))
        .findFirst();
  }
}
