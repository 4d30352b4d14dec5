package dev.wharfinger.repositories.proxycache;

import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.repositories.proxycache.Given.validate;
import static dev.wharfinger.repositories.proxycache.Given.validateBody;
import static dev.wharfinger.repositories.proxycache.UpstreamRegistry.PASSWORD;
import static dev.wharfinger.repositories.proxycache.UpstreamRegistry.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.wharfinger.api.Certificate;
import dev.wharfinger.api.NameServer;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The upstream registry is knocked at; some of those that answer mean harm. */
class ValidateProxyCacheConfigApiTest {

  private static final String FAILED =
      "Failed login to remote registry. Please verify entered details and try again.";
  private static final String UNEXPECTED_RESPONSE = "Failed to validate Proxy cache configuration";
  private static final String NOT_ALLOWED = "The provided registry URL is not allowed";

  private static UpstreamRegistry open;
  private static UpstreamRegistry withPassword;
  private static TokenServer tokens;
  private static UpstreamRegistry withTokens;
  private static String organization;

  @BeforeAll
  static void start() {
    open = UpstreamRegistry.open();
    withPassword = UpstreamRegistry.withPassword();
    tokens = new TokenServer();
    withTokens = UpstreamRegistry.withTokensOf(tokens);
    organization = Scene.organizationOf(Viewer.ADM);
  }

  @AfterAll
  static void stop() {
    open.close();
    withPassword.close();
    withTokens.close();
    tokens.close();
  }

  @Test
  void isLetIntoAnOpenRegistryByAddressAndByName() {
    isText(validate(organization, open.authority()), 202, "Valid");
    isText(validate(organization, open.authority() + "/library"), 202, "Valid");
    String name = NameServer.shared().name(UpstreamRegistry.ADDRESS);
    isText(validate(organization, name + ":" + open.port()), 202, "Valid");
  }

  @Test
  void triesEveryAddressOfAName() {
    String name = NameServer.shared().name("127.0.0.3", UpstreamRegistry.ADDRESS);
    isText(validate(organization, name + ":" + open.port()), 202, "Valid");
  }

  @Test
  void givesThePasswordThatIsAskedForOverAnEncryptedConnection() {
    String body =
        """
        {"upstream_registry": "%s:%d", "insecure": %s,
         "upstream_registry_username": "%s", "upstream_registry_password": "%s"}
        """;
    String named = NameServer.shared().name(UpstreamRegistry.ADDRESS);
    NameServer.shared().teach(Certificate.HOST, UpstreamRegistry.ADDRESS);
    int port = withPassword.port();
    isText(
        validateBody(
            organization, body.formatted(Certificate.HOST, port, false, USERNAME, PASSWORD)),
        202,
        "Valid");
    isText(
        validateBody(
            organization, body.formatted(Certificate.HOST, port, false, USERNAME, "wrong")),
        202,
        "Anonymous");
    isP400(
        validateBody(organization, body.formatted(named, port, false, USERNAME, PASSWORD)), FAILED);
    isP400(
        validateBody(
            organization, body.formatted(Certificate.HOST, port, true, USERNAME, PASSWORD)),
        FAILED);
    isP400(
        validateBody(
            organization, "{\"upstream_registry\": \"%s:%d\"}".formatted(Certificate.HOST, port)),
        FAILED);
  }

  @Test
  void fetchesATokenWhereTheRegistryAsksForOne() {
    String registry = withTokens.authority();
    isText(validate(organization, registry, USERNAME, PASSWORD), 202, "Valid");
    assertThat(tokens.queries()).contains("service=" + TokenServer.SERVICE);
    isP400(validate(organization, registry, USERNAME, "wrong"), FAILED);
    isText(validate(organization, registry), 202, "Anonymous");
  }

  @Test
  void doesNotTakeAnythingElseForARegistry() {
    try (HostileServer silent =
            HostileServer.allowed(HostileServer.response("204 No Content", "", ""));
        HostileServer broken =
            HostileServer.allowed(HostileServer.response("500 Internal Server Error", "", ""))) {
      isP400(validate(organization, silent.authority()), FAILED);
      isP400(validate(organization, broken.authority()), FAILED);
      isP400(validate(organization, "127.0.0.2:1"), FAILED);
    }
    try (HostileServer strange = new Doorkeeper().server()) {
      isP400(validate(organization, strange.authority(), USERNAME, PASSWORD), UNEXPECTED_RESPONSE);
    }
  }

  /** Asks for a password and then has nothing to say. */
  private static final class Doorkeeper {
    private int asked;

    HostileServer server() {
      return HostileServer.allowed(out -> {
        asked++;
        (asked == 1
                ? HostileServer.response(
                    "401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", "")
                : HostileServer.response("204 No Content", "", ""))
            .answer(out);
      });
    }
  }

  @Test
  void waitsForNobodyForEver() {
    try (HostileServer mute = HostileServer.allowed(_ -> {});
        HostileServer dripping = HostileServer.allowed(out -> drip(out))) {
      isP400(validate(organization, mute.authority()), FAILED);
      assertThat(mute.wasHungUpOn()).isTrue();
      isP400(validate(organization, dripping.authority()), FAILED);
      assertThat(dripping.wasHungUpOn()).isTrue();
    }
  }

  @Test
  void readsNoMoreThanItCanHold() {
    try (HostileServer endless = HostileServer.allowed(ValidateProxyCacheConfigApiTest::flood)) {
      isP400(validate(organization, endless.authority()), FAILED);
      assertThat(endless.wasHungUpOn()).isTrue();
    }
  }

  @Test
  void followsRedirectsButNoneToWhereItMayNotGo() {
    try (HostileServer trap = HostileServer.trap(0);
        HostileServer there =
            HostileServer.allowed(HostileServer.redirect("http://" + open.authority() + "/v2/"));
        HostileServer inside =
            HostileServer.allowed(
                HostileServer.redirect("http://127.0.0.1:" + trap.port() + "/v2/"));
        HostileServer named =
            HostileServer.allowed(
                HostileServer.redirect("http://localhost:" + trap.port() + "/v2/"));
        HostileServer round = HostileServer.allowed(HostileServer.redirect("/v2/again"))) {
      isText(validate(organization, there.authority()), 202, "Valid");
      isP400(validate(organization, inside.authority()), FAILED);
      isP400(validate(organization, named.authority()), FAILED);
      isP400(validate(organization, round.authority()), FAILED);
      assertThat(round.requests()).hasSizeBetween(2, 10);
      assertThat(trap.requests()).isEmpty();
    }
  }

  @Test
  void keepsThePasswordFromOthersAlongARedirect() {
    try (HostileServer thief =
            HostileServer.allowed(
                HostileServer.response(
                    "401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", ""));
        HostileServer honest =
            HostileServer.allowed(HostileServer.redirect("http://" + thief.authority() + "/v2/"))) {
      isText(validate(organization, honest.authority(), USERNAME, PASSWORD), 202, "Anonymous");
      assertThat(honest.requests())
          .anyMatch(it -> it.toLowerCase(Locale.ROOT).contains("authorization"));
      assertThat(thief.requests())
          .isNotEmpty()
          .noneMatch(it -> it.toLowerCase(Locale.ROOT).contains("authorization"));
    }
  }

  @Test
  void asksNoTokenServerWhereItMayNotGo() {
    try (HostileServer trap = HostileServer.trap(0);
        HostileServer luring =
            HostileServer.allowed(
                HostileServer.response(
                    "401 Unauthorized",
                    "WWW-Authenticate: Bearer realm=\"http://127.0.0.1:%d/token\",service=\"x\"\r\n"
                        .formatted(trap.port()),
                    ""))) {
      isP400(validate(organization, luring.authority(), USERNAME, PASSWORD), FAILED);
      assertThat(trap.requests()).isEmpty();
    }
  }

  @Test
  void sendsNoPasswordInPlainThatWasToTravelEncrypted() throws IOException {
    NameServer.shared().teach(Certificate.HOST, UpstreamRegistry.ADDRESS);
    HttpsServer encrypted =
        HttpsServer.create(new InetSocketAddress(UpstreamRegistry.ADDRESS, 0), 0);
    encrypted.setHttpsConfigurator(new HttpsConfigurator(Certificate.serverContext()));
    int known = tokens.queries().size();
    encrypted.createContext(
        "/v2/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("WWW-Authenticate", "Bearer realm=\"%s\"".formatted(tokens.realm()));
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    encrypted.start();
    isP400(
        validateBody(
            organization,
            """
            {"upstream_registry": "%s:%d", "upstream_registry_username": "%s",
             "upstream_registry_password": "%s"}
            """
                .formatted(Certificate.HOST, encrypted.getAddress().getPort(), USERNAME, PASSWORD)),
        FAILED);
    assertThat(tokens.queries()).hasSize(known);
    encrypted.stop(0);
  }

  @Test
  void connectsToTheAddressThatWasChecked() {
    try (HostileServer registry =
            HostileServer.allowed(HostileServer.response("200 OK", "", "{}"));
        HostileServer trap = HostileServer.trap(registry.port())) {
      for (int checks = 1; checks <= 3; checks++) {
        List<String> good = List.of(UpstreamRegistry.ADDRESS);
        List<String> bad = List.of("127.0.0.1");
        String name =
            switch (checks) {
              case 1 -> NameServer.shared().changingName(good, bad);
              case 2 -> NameServer.shared().changingName(good, good, bad);
              default -> NameServer.shared().changingName(good, good, good, bad);
            };
        assertThat(validate(organization, name + ":" + registry.port()).statusCode())
            .isIn(202, 400);
      }
      assertThat(registry.requests()).isNotEmpty().allMatch(it -> it.contains(".test:"));
      assertThat(trap.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3:5000",
        "169.254.169.254",
        "172.31.0.1",
        "192.168.1.1/library",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::808:808]",
        "[fd00::1]",
        "[fe80::1]:5000",
        "localhost",
        "LOCALHOST:5000",
        "8.8.8.8:99999"
      })
  void refusesWhatIsNotPublic(String registry) {
    isP400(validate(organization, registry), NOT_ALLOWED);
  }

  @Test
  void refusesANameOfWhichOneAddressIsNotPublic() {
    isP400(validate(organization, NameServer.shared().name("8.8.8.8", "10.0.0.1")), NOT_ALLOWED);
    isP400(validate(organization, NameServer.shared().name("8.8.8.8", "fd00::1")), NOT_ALLOWED);
  }

  @Test
  void refusesInternalNamesThatResolveAndSaysSoOfThoseThatDoNot() {
    NameServer.shared().teach("metadata.google.internal", "8.8.8.8");
    NameServer.shared().teach("printer.local", "8.8.8.8");
    isP400(validate(organization, "metadata.google.internal"), NOT_ALLOWED);
    isP400(validate(organization, "printer.local."), NOT_ALLOWED);
    isP400(validate(organization, "vault.internal"), "Cannot resolve hostname 'vault.internal'");
  }

  @Test
  void allowsTheNamesThatAreConfigured() {
    NameServer.shared().teach("allowed.internal", "127.0.0.1");
    isP400(validate(organization, "allowed.internal:1"), FAILED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user:pass@quay.io     | URLs with embedded credentials are not allowed
          ''                    | URL must include a hostname
          :5000                 | URL must include a hostname
          No-Such-Host.test     | Cannot resolve hostname 'no-such-host.test'
          no-such-host.test:5   | Cannot resolve hostname 'no-such-host.test'
          qu ay.io              | Cannot resolve hostname 'qu ay.io'
          """)
  void refusesWhatIsNoAddress(String registry, String text) {
    isP400(validate(organization, registry), text);
    isP400(
        Given.create(
            Viewer.ADM, organization, "{\"upstream_registry\": \"%s\"}".formatted(registry)),
        text);
  }

  @Test
  void looksAtTheAddressBeforeTheOrganization() {
    String body = "{\"upstream_registry\": \"%s\"}";
    String path = "/organization/no-such-organization/validateproxycache";
    isP400(Viewer.FSU.sends(body.formatted("10.0.0.1")).post(path), NOT_ALLOWED);
    isM400(
        Viewer.FSU.sends(body.formatted("8.8.8.8")).post(path),
        "Organization does not exist: no-such-organization");
  }

  @Test
  void refusesToTryAnotherOneWhereOneIsConfigured() {
    String configured = Scene.organizationOf(Viewer.ADM);
    Given.configured(configured);
    isP400(validate(configured, open.authority()), "Proxy Cache Configuration already exists");
  }

  private static void drip(java.io.OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    for (int i = 0; i < 400; i++) {
      out.write('x');
      out.flush();
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("dripped for twenty seconds");
  }

  private static void flood(java.io.OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    byte[] chunk = new byte[64 * 1024];
    for (int i = 0; i < 512; i++) {
      out.write(chunk);
    }
    throw new AssertionError("all 32 MiB were taken");
  }
}
