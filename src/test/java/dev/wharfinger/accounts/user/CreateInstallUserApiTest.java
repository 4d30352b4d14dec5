package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isAnsweredOnce;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateInstallUserApiTest {

  @Test
  void createsAUserWhoCanSignIn() throws Exception {
    String name = fresh("made");
    JsonNode made = json(create(body(name, name + "@x.org")), 200);
    assertThat(keys(made)).containsExactly("username", "email", "password", "encrypted_password");
    assertThat(made.get("username").textValue()).isEqualTo(name);
    assertThat(made.get("email").textValue()).isEqualTo(name + "@x.org");
    String password = made.get("password").textValue();
    assertThat(password).matches("[A-Z0-9]{32}");
    assertThat(decrypted(made.get("encrypted_password").textValue()))
        .isEqualTo("{\"password\": \"" + password + "\"}");

    String token = Viewer.grant(name, password, "user:read");
    assertThat(json(Wharfinger.shared().request(token).get("/user/"), 200).get("username"))
        .isEqualTo(made.get("username"));
  }

  /** SECRET_KEY of the test services, repeated to 32 bytes. */
  private static String decrypted(String encrypted) throws Exception {
    byte[] bytes = Base64.getDecoder().decode(encrypted);
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(bytes, 0, 16));
    return new String(
        cipher.doFinal(Arrays.copyOfRange(bytes, 16, bytes.length)), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/superuser/users", "/superuser/users/"})
  void answersBothSpellings(String path) {
    String name = fresh("spelled");
    assertThat(Viewer.SU.sends("{\"username\": \"" + name + "\"}").post(path).statusCode())
        .isEqualTo(200);
  }

  /** The first user's token is of an application, so that the log has all three keys of it. */
  @Test
  void logsOnTheNewUsersAccount() {
    String name = fresh("logged");
    JsonNode made = json(create(body(name, "")), 200);
    assertThat(made.get("email").textValue()).isEmpty();
    String token = Viewer.grant(name, made.get("password").textValue(), "user:admin");
    JsonNode entry =
        json(Wharfinger.shared().request(token).get("/user/logs"), 200).get("logs").get(0);
    assertThat(keys(entry)).containsExactly("kind", "metadata", "ip", "datetime", "performer");
    JsonNode metadata = entry.get("metadata");
    assertThat(metadata.get("oauth_token_id").isIntegralNumber()).isTrue();
    assertThat(metadata.get("oauth_token_application_id").textValue()).isEqualTo("root");
    assertThat(metadata.get("oauth_token_application").textValue()).isEqualTo("automation");
    assertThat(Scene.metadata(entry))
        .isEqualTo(
            json(
                """
                {"kind": "user_create", "email": null, "username": "$N", "superuser": "root"}
                """
                    .replace("$N", name)));
    assertThat(entry.get("ip").textValue()).isEqualTo("127.0.0.1");
    assertThat(entry.get("datetime").textValue())
        .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d -0000");
    assertThat(keys(entry.get("performer"))).containsExactly("kind", "name", "is_robot", "avatar");
    assertThat(entry.get("performer").get("name").textValue()).isEqualTo("root");
    assertThat(entry.get("performer").get("is_robot").booleanValue()).isFalse();
    assertThat(entry.get("performer").get("avatar").get("kind").textValue()).isEqualTo("user");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | Missing JSON body",
        "[] | [] is not of type 'object'",
        "5 | 5 is not of type 'object'",
        "\"x\" | 'x' is not of type 'object'",
        "{} | 'username' is a required property",
        "{\"username\": null} | None is not of type 'string'",
        "{\"username\": \"ab\", \"email\": null} | None is not of type 'string'",
      })
  void refusesWhatDoesNotFitTheSchema(String body, String firstLine) {
    isP400(create(body), firstLine);
  }

  @Test
  void refusesInTheContractsWordsAndOrder() {
    Viewer.OUT.arrives();
    isM400(
        create(body("Olga", "olga@example.com")),
        "Invalid namespace Olga: Namespace must match expression"
            + " ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$");
    isM400(
        create(body("o", "olga@example.com")),
        "Invalid namespace o: Namespace must be between 2 and 255 characters in length");
    isM400(
        create(body("olga", "olga@example.com")),
        "Username has already been taken by user cannot be reused: olga");
    String organization = Scene.organizationOf(Viewer.OUT);
    isM400(
        create(body(organization, "olga@example.com")),
        "Username has already been taken by an organization and cannot be reused: " + organization);
    isM400(
        create(body(fresh("x"), "olga@example.com")),
        "Email has already been used: olga@example.com");
  }

  /** An empty e-mail is none; that somebody has it does not make it taken. */
  @Test
  void givesAStandInForAnEmptyEmail() {
    String first = fresh("bare");
    String second = fresh("bare");
    String users = "/superuser/users/";
    isOk(create(body(first, "")));
    isOk(Viewer.SU.sends("{\"email\": \"\"}").put(users + first));
    isOk(create(body(second, "")));
    isM400(Viewer.SU.sends("{\"email\": \"\"}").put(users + second), "E-mail address already used");
    isOk(Viewer.SU.sends("{\"email\": \"%s@x.org\"}".formatted(first)).put(users + first));
  }

  @Test
  void storesAnUncheckedEmailWhereMailIsOff() {
    String name = fresh("unchecked");
    assertThat(json(create(body(name, "no address " + name)), 200).get("email").textValue())
        .isEqualTo("no address " + name);
    isM400(create(body(fresh("x"), "é".repeat(255))), "Invalid email address: " + "é".repeat(255));
  }

  @Test
  void wantsAnAddressWhereMailIsOn() {
    isM400(mailed("{\"username\": \"Not A Name\"}"), "Invalid email address: None");
    isM400(mailed(body("Not A Name", "")), "Invalid email address: ");
    isM400(mailed(body("Not A Name", "a@b")), "Invalid email address: a@b");
    String name = fresh("mailed");
    assertThat(mailed(body(name, name + "@x.org")).statusCode()).isEqualTo(200);
    JsonNode view = json(Viewer.SU.asks().get("/superuser/users/" + name), 200);
    assertThat(view.get("verified").booleanValue()).isFalse();
    assertThat(view.get("enabled").booleanValue()).isTrue();
  }

  @Test
  void checksInTheContractsOrder() {
    isP401(Viewer.ANON.sends("{").post("/superuser/users/"));
    isP400(Viewer.OUT.sends("{}").post("/superuser/users/"), "'username' is a required property");
    isP403(Viewer.OUT.sends("{\"username\": \"Olga\"}").post("/superuser/users/"));
    isP403(Viewer.ROSU.sends("{\"username\": \"Olga\"}").post("/superuser/users/"));
    isP403(
        Viewer.SU
            .asksWith("user:admin org:admin")
            .contentType("application/json")
            .body("{\"username\": \"" + fresh("x") + "\"}")
            .post("/superuser/users/"));
    isP400(
        Viewer.OUT
            .sends(Wharfinger.restricted(), "{\"username\": \"x\"}")
            .post("/superuser/users/"),
        "Cannot create a user in a non-database auth system");
  }

  @Test
  void isNotThereWithoutSuperusers() {
    isP404(Viewer.SU.sends(Wharfinger.closed(), "{}").post("/superuser/users/"));
    isP404(Viewer.ANON.asks(Wharfinger.closed()).get("/superuser/users/"));
    isP404(Viewer.ROSU.asks(Wharfinger.closed()).get("/superuser/organizations"));
    isP404(Viewer.SU.asks(Wharfinger.closed()).delete("/superuser/users/"));
  }

  /** Superuser 0: the feature hides every route, those of the read-only superuser too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET config",
        "PUT users/olga",
        "DELETE users/olga",
        "GET users/olga",
        "GET logs",
        "GET aggregatelogs",
        "GET organizations",
        "PUT organizations/x",
        "DELETE organizations/x",
        "POST keys",
        "GET keys",
        "GET keys/x",
        "PUT keys/x",
        "DELETE keys/x",
        "POST approvedkeys/x",
        "GET organization/x/quota",
        "POST organization/x/quota",
        "PUT organization/x/quota/1",
        "DELETE organization/x/quota/1",
        "GET users/x/quota",
        "POST users/x/quota",
        "PUT users/x/quota/1",
        "DELETE users/x/quota/1",
        "GET x/status",
        "GET x/build",
        "GET x/logs",
        "GET x/logs/archive",
        "GET registrysize/",
        "POST registrysize/",
        "POST takeownership/x",
        "GET changelog/",
        "GET apptokens",
      })
  void noneIsThereWithoutSuperusers(String operation) {
    String[] parts = operation.split(" ", 2);
    for (Viewer viewer : new Viewer[] {Viewer.SU, Viewer.ROSU, Viewer.ANON}) {
      isP404(viewer.asks(Wharfinger.closed()).request(parts[0], "/superuser/" + parts[1]));
    }
  }

  @Test
  void repeatsWhatCameUnderTheSameKeyOnce() {
    String key = fresh("key");
    String name = fresh("keyed");
    assertThat(json(keyed(Viewer.SU, key, body(name, "")), 200).has("password")).isTrue();
    isAnsweredOnce(keyed(Viewer.SU, key, body(name, "")), "superuser/users/" + name);
    isMessage(
        keyed(Viewer.SU, key, body(fresh("other"), "")),
        422,
        "The Idempotency-Key was used for another request.");
    assertThat(
            Wharfinger.shared()
                .count("SELECT count(*) FROM usage_log WHERE metadata ->> 'username' = ?", name))
        .isEqualTo(1);
  }

  private static Response keyed(Viewer viewer, String key, String body) {
    return viewer.sends(body).header("Idempotency-Key", key).post("/superuser/users/");
  }

  private static Response create(String body) {
    return Viewer.SU.sends(body).post("/superuser/users/");
  }

  private static Response mailed(String body) {
    return Viewer.SU.sends(Wharfinger.fullAccess(), body).post("/superuser/users/");
  }

  private static String body(String username, String email) {
    return "{\"username\": \"%s\", \"email\": \"%s\"}".formatted(username, email);
  }
}
