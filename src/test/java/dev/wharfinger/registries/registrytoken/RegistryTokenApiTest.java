package dev.wharfinger.registries.registrytoken;

import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static dev.wharfinger.registries.registrytoken.Client.isError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import dev.wharfinger.platform.account.EncryptedPassword;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token endpoint: who signs in, what he is granted, and how he is refused. */
class RegistryTokenApiTest {

  private static final String WRONG = "Invalid username or password.";
  private static final String NO_ROBOTS =
      "Robot account have been disabled. Please contact your administrator.";

  private final String organization = Scene.organization();
  private final String goods = organization + "/goods";

  @Test
  void signsATokenThatARegistryVerifiesByThePublishedCertificates()
      throws GeneralSecurityException, JoseException {
    String path = Scene.repository(organization, "goods", false);
    Response answer = Client.of(Viewer.ADM).asks("repository:" + goods + ":pull,push");
    JsonNode body = json(answer, 200);
    assertThat(keys(body))
        .containsExactly("token", "access_token", "expires_in", "issued_at", "scope");
    assertThat(body.get("access_token")).isEqualTo(body.get("token"));
    assertThat(body.get("expires_in").intValue()).isEqualTo(300);
    assertThat(body.get("scope").textValue()).isEqualTo("repository:" + goods + ":pull,push");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");

    JsonWebSignature token = verified(body.get("token").textValue());
    assertThat(token.getHeader("typ")).isEqualTo("JWT");
    assertThat(token.getAlgorithmHeaderValue()).isEqualTo("RS256");
    assertThat(token.getKeyIdHeaderValue()).as("version 3 would look it up").isNull();
    JsonNode claims = json(token.getPayload());
    assertThat(keys(claims))
        .containsExactly("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "access");
    assertThat(claims.get("iss").textValue()).isEqualTo("http://localhost:8080");
    assertThat(claims.get("sub").textValue()).isEqualTo("ada");
    assertThat(claims.get("aud").textValue()).isEqualTo("localhost:8080");
    assertThat(claims.get("exp").longValue() - claims.get("iat").longValue()).isEqualTo(300);
    assertThat(claims.get("nbf")).isEqualTo(claims.get("iat"));
    Instant issued = Instant.parse(body.get("issued_at").textValue());
    assertThat(claims.get("iat").longValue()).isEqualTo(issued.getEpochSecond());
    assertThat(Duration.between(issued, Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(claims.get("access"))
        .isEqualTo(
            json(
                "[{\"type\": \"repository\", \"name\": \"%s\", \"actions\": [\"pull\", \"push\"]}]"
                    .formatted(goods)));
    assertThat(Wharfinger.shared().request(body.get("token").textValue()).get(path).statusCode())
        .as("it is no token of the API")
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # a private repository, which MEM may read
          ANON     | goods  | pull,push,delete,* | -
          OUT      | goods  | pull,push,delete,* | -
          MEM      | goods  | pull,push,delete,* | pull
          CREATOR  | goods  | pull,push,delete,* | -
          ADM      | goods  | pull,push          | pull,push
          ADM      | goods  | *                  | *,delete,pull,push
          UNSCOPED | goods  | pull,push,delete,* | pull
          SU       | goods  | pull,push,delete,* | -
          FSU      | goods  | pull,push          | pull,push
          ROSU     | goods  | pull,push,delete,* | pull
          # a public one
          ANON     | public | pull,push          | pull
          OUT      | public | pull,push          | pull
          # none
          ADM      | none   | pull,delete        | pull
          ADM      | none   | *                  | pull
          UNSCOPED | none   | pull               | pull
          FSU      | none   | pull               | pull
          ROSU     | none   | pull,push,*        | pull
          CREATOR  | none   | pull               | -
          OUT      | none   | pull               | -
          ANON     | none   | pull               | -
          MEM      | none   | pull,push          | -
          UNSCOPED | none   | pull,push          | pull
          """)
  void grantsNeitherMoreNorLessThanHeMay(
      Viewer viewer, String repository, String asked, String granted) {
    String path = Scene.repository(organization, "goods", false);
    Scene.grant(path, "user", "mel", "read");
    var _ = Scene.repository(organization, "public", true);
    assertThat(Client.of(viewer).actions(organization + "/" + repository, asked))
        .isEqualTo(granted);
  }

  @Test
  void answersToSeveralScopesAtOnce() {
    var _ = Scene.repository(organization, "goods", false);
    var _ = Scene.repository(organization, "public", true);
    JsonNode access =
        Client.of(Viewer.OUT)
            .claims(
                "repository:%s:pull repository:%s/public:pull".formatted(goods, organization),
                "repository:%s/public:push".formatted(organization),
                "registry:catalog:*",
                "quack:a/b:pull")
            .get("access");
    assertThat(access)
        .isEqualTo(
            json(
                "[{\"type\": \"repository\", \"name\": \"%s/public\", \"actions\": [\"pull\"]}]"
                    .formatted(organization)));
  }

  @ParameterizedTest
  @CsvSource({"ANON,0", "OUT,0", "SU,0", "FSU,1", "ROSU,1"})
  void letsThoseListTheRegistryWhoSeeAllOfIt(Viewer viewer, int granted) {
    assertThat(Client.of(viewer).claims("registry:catalog:*").get("access")).hasSize(granted);
  }

  @Test
  void knowsUsersByTheirPasswordPlainOrEncrypted() {
    String name = fresh("docker");
    String password = Viewer.newUser(name);
    assertThat(Client.of(name, password).claims().get("sub").textValue()).isEqualTo(name);
    assertThat(Client.of(name + "@example.com", password).claims().get("sub").textValue())
        .isEqualTo(name);
    String encrypted = EncryptedPassword.of(password, "0123456789abcdef");
    Client client = Client.of(name, encrypted);
    assertThat(client.claims().get("sub").textValue()).isEqualTo(name);
    isError(client.at(Wharfinger.restricted()).asks(), 401, "UNAUTHORIZED", WRONG);

    isOk(disable(name));
    isError(client.asks(), 401, "UNAUTHORIZED", WRONG);
    Client guesser = Client.of(name, "not-the-password");
    Waiting.until("guessing is slowed down", () -> guesser.asks().statusCode() == 429);
    Response slowed = guesser.asks();
    isError(slowed, 429, "TOOMANYREQUESTS", "Too many failed attempts to sign in.");
    assertThat(slowed.header("Retry-After")).matches("[1-9][0-9]*");
  }

  @Test
  void knowsUsersByAnEmailWithAPlusSign() {
    String name = fresh("docker");
    String email = name + "+quay@example.com";
    String body = "{\"username\": \"%s\", \"email\": \"%s\"}".formatted(name, email);
    String password =
        json(Viewer.SU.sends(body).post("/superuser/users/"), 200).get("password").textValue();
    assertThat(Browser.anonymous().signIn(email, password).statusCode()).isEqualTo(200);
    assertThat(Client.of(email, password).claims().get("sub").textValue()).isEqualTo(name);
    String token = json(form("password", email, password), 200).get("token").textValue();
    assertThat(Client.read(token).get("sub").textValue()).isEqualTo(name);
    isError(Client.of(email, "wrong").asks(), 401, "UNAUTHORIZED", WRONG);
  }

  @ParameterizedTest
  @EnumSource(names = {"ANON", "OUT", "FSU", "ROSU"})
  void closesTheNamespaceOfADisabledUserToEverybody(Viewer viewer) {
    String name = fresh("closed");
    String bearer = Viewer.grant(name, Viewer.newUser(name), "repo:create");
    String repository =
        "{\"namespace\": \"%s\", \"repository\": \"goods\", \"visibility\": \"public\", \"description\": \"\"}";
    var _ =
        json(
            Wharfinger.shared()
                .request(bearer)
                .contentType(ContentType.JSON)
                .body(repository.formatted(name))
                .post("/repository"),
            201);
    Client client = Client.of(viewer);
    assertThat(client.actions(name + "/goods", "pull")).isEqualTo("pull");
    isOk(disable(name));
    for (String scope : List.of("goods:pull", "goods:push", "none:pull,push")) {
      isError(
          client.asks("repository:" + name + "/" + scope),
          405,
          "DENIED",
          "Namespace %s has been disabled. Please contact a system administrator.".formatted(name));
    }
    isOk(Viewer.SU.sends("{\"enabled\": true}").put("/superuser/users/" + name));
    assertThat(client.actions(name + "/goods", "pull")).isEqualTo("pull");
  }

  @Test
  void knowsRobotsByTheirTokens() {
    String robot = Scene.robot(organization, "crane");
    String token = robotView("crane").get("token").textValue();
    String path = Scene.repository(organization, "goods", false);
    Scene.grant(path, "user", robot, "write");
    Client client = Client.of(robot, token);
    assertThat(client.claims().get("sub").textValue()).isEqualTo(robot);
    assertThat(client.actions(goods, "pull,push,*")).isEqualTo("delete,pull,push");
    assertThat(client.actions(organization + "/none", "push")).isEqualTo("-");
    Waiting.until("the use is noted", () -> !robotView("crane").get("last_accessed").isNull());
    assertThat(robotView("crane").get("last_accessed").textValue()).endsWith(" -0000");

    isError(Client.of(robot, token + "X").asks(), 401, "UNAUTHORIZED", WRONG);
    isError(Client.of(organization + "+winch", token).asks(), 401, "UNAUTHORIZED", WRONG);
    isError(client.at(Wharfinger.restricted()).asks(), 401, "UNAUTHORIZED", NO_ROBOTS);
    Wharfinger.shared().sql("UPDATE namespace SET enabled = false WHERE name = ?", organization);
    isError(client.asks(), 401, "UNAUTHORIZED", WRONG);
  }

  @Test
  void letsARobotCreateWhatItsTeamMayCreate() {
    String robot = Scene.robot(organization, "crane");
    Client client = Client.of(robot, robotView("crane").get("token").textValue());
    isOk(
        Viewer.ADM.asks().put("/organization/" + organization + "/team/builders/members/" + robot));
    assertThat(client.actions(goods, "pull,push")).isEqualTo("pull,push");
    JsonNode log = Scene.logs(organization).get(0);
    assertThat(log.get("kind").textValue()).isEqualTo("create_repo");
    assertThat(log.get("performer").get("name").textValue()).isEqualTo(robot);
    assertThat(log.get("performer").get("is_robot").booleanValue()).isTrue();
  }

  @Test
  void knowsUsersByTheirApplicationSpecificTokens() {
    String name = fresh("docker");
    String bearer = Viewer.grant(name, Viewer.newUser(name), "user:admin");
    JsonNode made =
        json(
                Wharfinger.shared()
                    .request(bearer)
                    .contentType(ContentType.JSON)
                    .body("{\"title\": \"laptop\"}")
                    .post("/user/apptoken"),
                200)
            .get("token");
    String code = made.get("token_code").textValue();
    Client client = Client.of("$app", code);
    assertThat(client.claims().get("sub").textValue()).isEqualTo(name);
    assertThat(client.actions(name + "/own", "pull,push")).isEqualTo("pull,push");
    String path = "/user/apptoken/" + made.get("uuid").textValue();
    Waiting.until(
        "the use is noted",
        () ->
            !json(Wharfinger.shared().request(bearer).get(path), 200)
                .at("/token/last_accessed")
                .isNull());

    String other = code.substring(0, 119) + (code.endsWith("A") ? "B" : "A");
    isError(Client.of("$app", other).asks(), 401, "UNAUTHORIZED", WRONG);
    isError(Client.of("$app", "quack").asks(), 401, "UNAUTHORIZED", WRONG);
    isError(client.at(Wharfinger.restricted()).asks(), 401, "UNAUTHORIZED", WRONG);
    Wharfinger.shared().sql("UPDATE app_token SET expires = now() WHERE title = 'laptop'");
    isError(client.asks(), 401, "UNAUTHORIZED", WRONG);
    Wharfinger.shared().sql("UPDATE app_token SET expires = NULL WHERE title = 'laptop'");
    isOk(disable(name));
    isError(client.asks(), 401, "UNAUTHORIZED", WRONG);
  }

  @Test
  void saysHowToSignInToWhoIsNotLetIn() {
    Response answer = Client.of("$oauthtoken", "quack").asks();
    isError(answer, 401, "UNAUTHORIZED", WRONG);
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo("Basic realm=\"localhost:8080\", charset=\"UTF-8\"");
    isError(
        Wharfinger.shared()
            .request(Viewer.ADM.token())
            .basePath("")
            .get("/v2/auth?scope=repository:a/b:pull"),
        401,
        "UNAUTHORIZED",
        WRONG);
    isError(Client.of(Viewer.ANON).asks(), 401, "UNAUTHORIZED", "Requires authentication");
    isError(
        Client.nobody(Wharfinger.closed()).asks("repository:a/b:pull"),
        401,
        "UNAUTHORIZED",
        "Requires authentication");
  }

  @Test
  void createsARepositoryWithTheFirstPush() {
    assertThat(Client.of(Viewer.CREATOR).actions(goods, "pull,push,*"))
        .isEqualTo("*,delete,pull,push");
    JsonNode repository = json(Viewer.CREATOR.asks().get("/repository/" + goods), 200);
    assertThat(repository.get("is_public").booleanValue()).isFalse();
    assertThat(repository.get("description").textValue()).isEmpty();
    assertThat(repository.get("can_admin").booleanValue()).isTrue();
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                "{\"kind\": \"create_repo\", \"repo\": \"goods\", \"namespace\": \"%s\"}"
                    .formatted(organization)));
    assertThat(Scene.logs(organization).get(0).at("/performer/name").textValue()).isEqualTo("carl");
    assertThat(Client.of(Viewer.CREATOR).actions(goods, "push"))
        .as("a second time")
        .isEqualTo("push");
    assertThat(Client.of(Viewer.CREATOR).actions(organization + "/UPPER", "push")).isEqualTo("-");
    assertThat(Client.of(Viewer.CREATOR).actions(fresh("none") + "/goods", "push")).isEqualTo("-");
  }

  @Test
  void createsAPublicRepositoryWhereThatIsWanted() {
    Client client = Client.of(Viewer.CREATOR).at(Wharfinger.restricted());
    assertThat(client.actions(organization + "/deep/goods", "push"))
        .as("no slashes there")
        .isEqualTo("-");
    assertThat(client.actions(goods, "push")).isEqualTo("push");
    assertThat(json(Viewer.ANON.asks().get("/repository/" + goods), 200).get("is_public"))
        .isEqualTo(json("true"));
  }

  @Test
  void findsWhatHasNoNamespaceInTheLibrary() {
    var _ =
        Viewer.ADM
            .sends("{\"name\": \"library\", \"email\": \"library@x.org\"}")
            .post("/organization/");
    String name = fresh("busybox");
    var _ = Scene.repository("library", name, true);
    assertThat(Client.of(Viewer.ANON).actions(name, "pull,push")).isEqualTo("pull");
    assertThat(Client.of(Viewer.ANON).actions("library/" + name, "pull")).isEqualTo("pull");
  }

  @Test
  void letsNobodyPushWhatTheQuotaForbidsAndSaysWhy() {
    var _ = Scene.repository(organization, "goods", false);
    String quotas = "/organization/" + organization + "/quota";
    isText(Viewer.FSU.sends("{\"limit_bytes\": 1000}").post(quotas), 201, "Created");
    String quota = quotas + "/" + json(Viewer.FSU.asks().get(quotas), 200).get(0).get("id");
    for (String limit :
        List.of(
            "\"Warning\", \"threshold_percent\": 10", "\"Reject\", \"threshold_percent\": 50")) {
      isText(Viewer.FSU.sends("{\"type\": " + limit + "}").post(quota + "/limit"), 201, "Created");
    }
    Client client = Client.of(Viewer.ADM);
    size(499);
    assertThat(client.actions(goods, "pull,push")).isEqualTo("pull,push");
    size(500);
    String denied = "Quota has been exceeded on namespace";
    String push = "repository:" + goods + ":push";
    isError(client.asks(push), 403, "DENIED", denied);
    isError(client.asks(push, "repository:elsewhere/x:pull"), 403, "DENIED", denied);
    isError(client.asks("repository:" + organization + "/new:push"), 403, "DENIED", denied);
    // crane, docker, oras and podman; skopeo's delete; regctl; oras' delete; helm
    assertThat(client.actions(goods, "push,pull")).isEqualTo("pull");
    assertThat(client.actions(goods, "pull,push,delete")).isEqualTo("delete,pull");
    assertThat(client.actions(goods, "delete,pull")).isEqualTo("delete,pull");
    assertThat(client.actions(goods, "delete")).isEqualTo("delete");
    assertThat(client.actions(organization + "/new", "pull,push")).isEqualTo("pull");
    assertThat(scope(client.asks(push, "repository:" + goods + ":delete")))
        .as("crane repeats what was asked for before")
        .isEqualTo("repository:" + goods + ":delete");
    assertThat(scope(client.asks(push + " repository:" + goods + ":*")))
        .isEqualTo("repository:" + goods + ":delete,pull");
    assertThat(client.actions(goods, "pull")).isEqualTo("pull");
    assertThat(client.actions(goods, "*")).isEqualTo("delete,pull");
    assertThat(Client.of(Viewer.OUT).actions(goods, "push")).isEqualTo("-");
    assertThat(client.at(Wharfinger.restricted()).actions(goods, "push"))
        .as("no quotas there")
        .isEqualTo("push");
  }

  private static String scope(Response answer) {
    return json(answer, 200).get("scope").textValue();
  }

  @Test
  void letsNobodyPushToWhatIsClosed() {
    var _ = Scene.repository(organization, "goods", false);
    isOk(
        Viewer.ADM
            .sends(Wharfinger.fullAccess(), "{\"state\": \"READ_ONLY\"}")
            .put("/repository/" + goods + "/changestate"));
    assertThat(Client.of(Viewer.ADM).actions(goods, "pull,push,delete,*")).isEqualTo("pull");
  }

  @Test
  void letsAProxyCacheBeFilledByItsMembers() {
    isText(
        Viewer.ADM
            .sends("{\"upstream_registry\": \"8.8.8.8\"}")
            .post("/organization/" + organization + "/proxycache"),
        201,
        "Created");
    assertThat(Client.of(Viewer.OUT).actions(goods, "pull")).isEqualTo("-");
    assertThat(Client.of(Viewer.MEM).actions(goods, "push")).isEqualTo("-");
    assertThat(Client.of(Viewer.MEM).actions(goods, "pull")).isEqualTo("pull");
    assertThat(Client.of(Viewer.MEM).actions(goods, "pull,push,delete,*")).isEqualTo("pull");
    isP403(Viewer.MEM.asks().get("/repository/" + goods));
    assertThat(Client.of(Viewer.OUT).actions(goods, "pull")).isEqualTo("-");
    assertThat(Client.of(Viewer.CREATOR).actions(goods + "-too", "push")).isEqualTo("-");
    assertThat(Client.of(Viewer.CREATOR).actions(goods + "-too", "pull")).isEqualTo("pull");
    assertThat(Client.of(Viewer.ADM).actions(goods, "pull,push,*")).isEqualTo("delete,pull");
  }

  @Test
  void createsTheOrganizationThatIsPushedTo() {
    Wharfinger creating = Wharfinger.fullAccess();
    String name = fresh("pusher");
    String password = Viewer.newUser(name);
    String missing = fresh("missing");
    Client client = Client.of(name, password).at(creating);
    assertThat(client.actions(missing + "/web", "pull")).isEqualTo("-");
    assertThat(Client.of(name, password).actions(missing + "/web", "push")).isEqualTo("-");
    assertThat(Client.of(Viewer.ADM).at(Wharfinger.restricted()).actions(missing + "/web", "push"))
        .isEqualTo("-");
    assertThat(client.actions(missing + "/web", "pull,push")).isEqualTo("pull,push");
    String token = Viewer.grant(name, password, "org:admin user:admin");
    JsonNode created = json(creating.request(token).get("/organization/" + missing), 200);
    assertThat(created.get("is_admin").booleanValue()).isTrue();
    assertThat(created.get("email").textValue())
        .isEqualTo("%s+%s@example.com".formatted(name, missing));
    assertThat(
            json(creating.request(token).get("/organization/" + missing + "/logs"), 200)
                .get("logs"))
        .as("of the organization; that of the repository is there")
        .noneMatch(entry -> entry.get("kind").textValue().startsWith("org_"));
    isError(
        client.asks("repository:No-Name/web:push"),
        405,
        "UNSUPPORTED",
        "Cannot create organization");
    isError(
        client.asks("repository:surveyor/web:push"),
        405,
        "UNSUPPORTED",
        "Cannot create organization");
  }

  @Test
  void grantsNoPushWherePushesAreOff() {
    var _ = Scene.repository(organization, "goods", false);
    Client client = Client.of(Viewer.ADM).at(Wharfinger.closed());
    assertThat(client.actions(goods, "pull,push,delete")).isEqualTo("pull");
    assertThat(client.actions(goods, "*")).isEqualTo("pull");
    assertThat(client.actions(goods, "push")).isEqualTo("-");
    assertThat(client.actions(organization + "/new", "pull,push")).isEqualTo("pull");
  }

  /** The same robots as everywhere; only the one on the list may sign in. */
  @Test
  void letsTheListedRobotsInWhereRobotsAreOff() {
    Response _ = Viewer.ADM.sends("{\"name\": \"trusted-goods\"}").post("/organization/");
    String trusted = Scene.robot("trusted-goods", "crane");
    String token =
        json(Viewer.ADM.asks().get("/organization/trusted-goods/robots/crane"), 200)
            .get("token")
            .textValue();
    Client client = Client.of(trusted, token).at(Wharfinger.restricted());
    assertThat(client.claims().get("sub").textValue()).isEqualTo(trusted);
    isError(
        Client.of(trusted, token + "X").at(Wharfinger.restricted()).asks(),
        401,
        "UNAUTHORIZED",
        WRONG);
    String other = Scene.robot(organization, "crane");
    String otherToken = robotView("crane").get("token").textValue();
    assertThat(Client.of(other, otherToken).claims().get("sub").textValue()).isEqualTo(other);
    Waiting.until("the use is noted", () -> !robotView("crane").get("last_accessed").isNull());
    assertThat(
            json(Viewer.ADM.asks().get("/organization/trusted-goods/robots/crane"), 200)
                .get("last_accessed")
                .isNull())
        .as("nothing was noted before")
        .isTrue();
    assertThat(
            json(
                    Viewer.ADM
                        .asks(Wharfinger.restricted())
                        .get("/organization/" + organization + "/robots/crane"),
                    200)
                .get("last_accessed")
                .isNull())
        .as("and nothing is shown")
        .isTrue();
    isError(
        Client.of(other, otherToken).at(Wharfinger.restricted()).asks(),
        401,
        "UNAUTHORIZED",
        NO_ROBOTS);
  }

  @Test
  void takesAForm() {
    String name = fresh("docker");
    String password = Viewer.newUser(name);
    Response answer = form("password", name, password);
    JsonNode body = json(answer, 200);
    assertThat(body.get("scope").textValue())
        .isEqualTo("repository:%s/own:pull,push".formatted(name));
    assertThat(Client.read(body.get("access_token").textValue()).get("sub").textValue())
        .isEqualTo(name);
    isError(form("password", "$app", "wrong"), 401, "UNAUTHORIZED", WRONG);
    isError(
        form("refresh_token", name, password),
        400,
        "UNSUPPORTED",
        "The grant_type must be password.");
  }

  /** What is no base64 in a signature is passed over: a token has as many texts as one likes. */
  @Test
  void takesNoTextForATokenThatIsLongerThanTokensAre() {
    String token = Viewer.ADM.token();
    isError(
        form("password", "$oauthtoken", token),
        400,
        "INVALID_REQUEST",
        "Unable to decode repository and actions");
    isError(
        form("password", "$oauthtoken", token + "~".repeat(16_384)), 401, "UNAUTHORIZED", WRONG);
  }

  @Test
  void isForTheRegistriesOfThisInstallation() {
    Client client = Client.of(Viewer.ADM);
    assertThat(json(client.request().get("/v2/auth"), 200).has("token")).isTrue();
    isError(
        client.request().get("/v2/auth?service=elsewhere"),
        400,
        "UNSUPPORTED",
        "The service is no registry of this installation.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scope=%00",
        "scope=%FF",
        "scope=repository:%2F:pull",
        "scope=repository:a/:pull",
        "scope=repository:/a:pull,push",
        "scope=repository:%F0%9F%98%80/x:pull,push",
        "scope=&scope=&service=&service="
      })
  void answersWhateverIsAsked(String query) {
    assertThat(Client.of(Viewer.ADM).request().get("/v2/auth?" + query).statusCode())
        .isIn(200, 400);
  }

  @Test
  void takesTheHostInFrontOfARepositoryForItsOwn() {
    var _ = Scene.repository(organization, "goods", false);
    assertThat(
            Client.of(Viewer.ADM)
                .claims(
                    "repository:localhost:8080/" + goods + ":pull", "repository:" + goods + ":push")
                .get("access"))
        .isEqualTo(
            json(
                "[{\"type\": \"repository\", \"name\": \"%s\", \"actions\": [\"pull\", \"push\"]}]"
                    .formatted(goods)));
    assertThat(Client.of(Viewer.ADM).actions("elsewhere:8080/" + goods, "pull")).isEqualTo("-");
  }

  @Test
  void refusesAScopeThatCannotBeRead() {
    for (String scope :
        List.of("quack", "repository:" + goods, "repository:" + goods + ":quack", "a b:c")) {
      isError(
          Client.of(Viewer.ADM).asks("repository:" + goods + ":pull", scope),
          400,
          "INVALID_REQUEST",
          "Unable to decode repository and actions");
    }
  }

  @Test
  void cutsNoScopeOff() {
    String[] scopes = new String[65];
    for (int i = 0; i < 65; i++) {
      scopes[i] = "repository:a/b" + i + ":pull";
    }
    isError(
        Client.of(Viewer.ANON).asks(scopes),
        400,
        "UNSUPPORTED",
        "Too many resources are asked for.");
    isError(
        Client.nobody(Wharfinger.shared())
            .request()
            .contentType(ContentType.URLENC)
            .body("a=&".repeat(1_025))
            .post("/v2/auth"),
        400,
        "UNSUPPORTED",
        "The parameters cannot be read.");
  }

  @Test
  void looksUpNoMoreThanAClientNeeds() {
    StringBuilder scope = new StringBuilder();
    for (int i = 0; i < 65; i++) {
      scope.append("repository:a/b").append(i).append(":pull ");
    }
    isError(
        Client.of(Viewer.ANON).asks(scope.toString()),
        400,
        "UNSUPPORTED",
        "Too many resources are asked for.");
  }

  @Test
  void aPostWithoutAFormIsWhatAGetIs() {
    String scope = "?service=localhost:8080&scope=repository:" + organization + "/x:pull,push";
    Client client = Client.of(Viewer.ADM);
    JsonNode access = access(client.request().get("/v2/auth" + scope));
    assertThat(access).isNotEmpty();
    for (String type :
        List.of("", "text/plain", "application/json", "application/x-www-form-urlencoded")) {
      RequestSpecification post = client.request();
      if (!type.isEmpty()) {
        post = post.header("Content-Type", type);
      }
      if (type.equals("text/plain")) {
        post = post.body("grant_type=password");
      }
      assertThat(access(post.post("/v2/auth" + scope))).as(type).isEqualTo(access);
    }
    isError(
        Client.of("nobody-at-all", "wrong").request().post("/v2/auth" + scope),
        401,
        "UNAUTHORIZED",
        "Invalid username or password.");
  }

  private static JsonNode access(Response answer) {
    return Client.read(json(answer, 200).get("token").textValue()).get("access");
  }

  private Response form(String grant, String name, String password) {
    return Client.nobody(Wharfinger.shared())
        .request()
        .urlEncodingEnabled(true)
        .contentType(ContentType.URLENC)
        .formParam("grant_type", grant)
        .formParam("service", "localhost:8080")
        .formParam("client_id", "containerd-client")
        .formParam("scope", "repository:" + name.replaceAll("[+@].*", "") + "/own:pull,push")
        .formParam("username", name)
        .formParam("password", password)
        .post("/v2/auth");
  }

  private JsonNode robotView(String shortName) {
    return json(
        Viewer.ADM.asks().get("/organization/" + organization + "/robots/" + shortName), 200);
  }

  private void size(long bytes) {
    Wharfinger.shared()
        .sql(
            "INSERT INTO activity.namespace_size (namespace, size_bytes, backfill_start, backfill_complete)"
                + " SELECT id, ?, now(), true FROM namespace WHERE name = ?"
                + " ON CONFLICT (namespace) DO UPDATE SET size_bytes = excluded.size_bytes",
            bytes,
            organization);
  }

  private static Response disable(String user) {
    return Viewer.SU.sends("{\"enabled\": false}").put("/superuser/users/" + user);
  }

  /** The token, once its chain of certificates and its signature are verified. */
  private static JsonWebSignature verified(String text)
      throws GeneralSecurityException, JoseException {
    JsonWebSignature token = new JsonWebSignature();
    token.setCompactSerialization(text);
    List<X509Certificate> chain = token.getCertificateChainHeaderValue();
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    Response bundle = Client.nobody(Wharfinger.shared()).request().get("/v2/auth/certificates");
    assertThat(bundle.statusCode()).isEqualTo(200);
    assertThat(bundle.contentType()).isEqualTo("application/pem-certificate-chain");
    Set<TrustAnchor> anchors = new HashSet<>();
    for (Certificate each :
        certificates.generateCertificates(
            new ByteArrayInputStream(bundle.asString().getBytes(StandardCharsets.US_ASCII)))) {
      anchors.add(new TrustAnchor((X509Certificate) each, null));
    }
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    var _ =
        CertPathValidator.getInstance("PKIX")
            .validate(certificates.generateCertPath(chain), parameters);
    token.setKey(chain.getFirst().getPublicKey());
    assertThat(token.verifySignature()).isTrue();
    return token;
  }
}
