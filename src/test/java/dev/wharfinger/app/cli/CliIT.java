package dev.wharfinger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged client beside the packaged service, as people and scripts use it. */
class CliIT {

  private static final Path FOLDER = Path.of("target", "cli-it");
  private static final String PASSWORD = "harbour-dues-1791";

  private static ServiceProcess service;
  private static String adminToken;

  @TempDir Path folder;
  private Shell root;
  private Shell ada;

  @BeforeAll
  static void start() throws IOException {
    Map<String, String> environment = new HashMap<>(LocalStack.freshDatabase().environment());
    environment.put("FEATURE_USER_INITIALIZE", "true");
    environment.put("FEATURE_MAILING", "false");
    environment.put("FEATURE_SUPERUSERS_FULL_ACCESS", "true");
    environment.put("SUPER_USERS", "root");
    environment.put("SERVER_HOSTNAME", "registry.example:5000");
    environment.put("QUOTA_REGISTRY_SIZE_POLL_PERIOD", "1");
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"); // it lives for a minute
    environment.put(Cli.URL, "http://of.the.client.example"); // no business of the service
    service = ServiceProcess.start(FOLDER.resolve("service.log"), 0, environment);
    Http http = new Http(service.baseUrl());
    adminToken =
        http.post(
                "/api/v1/user/initialize",
                "",
                """
                {"username": "root", "password": "%s", "email": "root@example.com", "access_token": true}
                """
                    .formatted(PASSWORD))
            .path("access_token")
            .asText();
    JsonNode _ =
        http.post(
            "/api/v1/superuser/users/",
            adminToken,
            "{\"username\": \"ada\", \"email\": \"ada@example.com\"}");
    http.put(
        "/api/v1/superuser/users/ada", adminToken, "{\"password\": \"%s\"}".formatted(PASSWORD));
  }

  @AfterAll
  static void end() {
    service.close();
  }

  @BeforeEach
  void logIn() throws Exception {
    root =
        new Shell(
            folder.resolve("root"), Map.of(Cli.URL, service.baseUrl(), Cli.TOKEN, adminToken));
    ada = new Shell(folder.resolve("ada"), Map.of());
    assertThat(ada.typing(PASSWORD + "\n").run("login", service.baseUrl(), "--username", "ada"))
        .as(ada.err())
        .isZero();
  }

  @Test
  void keepsALoginForItsOwnerAloneUntilItEnds() throws Exception {
    assertThat(ada.out()).isEqualTo("Logged in to %s as ada.\n".formatted(service.baseUrl()));
    Path file = ada.home().resolve("wharfinger/credentials.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).doesNotContain(PASSWORD);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
    assertThat(ada.run("org", "list")).isZero();
    assertThat(ada.run("--json", "logout")).isZero();
    assertThat(ada.json().path("url").asText()).isEqualTo(service.baseUrl());
    assertThat(Files.readString(file)).doesNotContain("cookie");
    assertThat(ada.run("logout", "--url", service.baseUrl())).isEqualTo(1);
    assertThat(ada.run("org", "list")).isEqualTo(2);
    assertThat(ada.err()).contains("No service is known");
    assertThat(ada.run("org", "list", "--url", service.baseUrl())).isEqualTo(1);
    assertThat(ada.err()).contains("Requires authentication", "wharfinger login");
  }

  @Test
  void aWrongPasswordIsToldInTheServicesWordsAndKeepsNothing() throws Exception {
    Shell other = new Shell(folder.resolve("other"), Map.of());
    assertThat(other.typing("wrong-password\n").run("login", service.baseUrl(), "-u", "root"))
        .isEqualTo(1);
    assertThat(other.err()).isEqualTo("wharfinger: Invalid Username or Password\n");
    assertThat(other.out()).isEmpty();
    assertThat(other.home().resolve("wharfinger")).doesNotExist();
    assertThat(other.typing("").run("login", service.baseUrl(), "-u", "root")).isEqualTo(1);
    assertThat(other.err()).contains("No password was given");
    assertThat(other.run("login", service.baseUrl())).as("nobody says who it is").isEqualTo(2);
    assertThat(other.run("login", service.baseUrl(), "--token", "-u", "root")).isEqualTo(2);
    assertThat(other.run("login", "ftp://registry.example")).isEqualTo(2);
  }

  @Test
  void aRevokedTokenIsRefusedAndATokenMayComeFromAFile() throws Exception {
    String organization = organization("tokens");
    Http http = new Http(service.baseUrl());
    String root = "/api/v1/organization/" + organization + "/applications";
    String client = http.post(root, adminToken, "{\"name\": \"ci\"}").path("client_id").asText();
    JsonNode token =
        http.post(
            root + "/" + client + "/tokens",
            adminToken,
            "{\"scope\": \"user:read org:admin\", \"name\": \"t\"}");
    String code =
        Stream.of("access_token", "token_code", "token")
            .map(token::path)
            .filter(JsonNode::isTextual)
            .findFirst()
            .orElseThrow()
            .asText();
    Shell other = new Shell(folder.resolve("other"), Map.of());
    assertThat(other.typing(code + "\n").run("login", service.baseUrl(), "--token")).isZero();
    assertThat(other.run("org", "show", organization)).isZero();
    Path file = Files.writeString(folder.resolve("token"), code + "\n");
    assertThat(ada.run("team", "list", organization, "--token-file", file.toString())).isZero();

    http.delete(root + "/" + client + "/tokens/" + token.path("uuid").asText(), adminToken);
    assertThat(other.run("org", "list")).isEqualTo(1);
    assertThat(other.err())
        .isEqualTo("wharfinger: Requires authentication (wharfinger login makes you known)\n");
    assertThat(other.run("org", "delete", organization, "--yes")).isEqualTo(1);
    assertThat(other.err()).contains("wharfinger login makes you known");
    assertThat(other.typing(code + "\n").run("login", service.baseUrl(), "--token")).isEqualTo(1);
    assertThat(other.run("logout")).as("a token is only forgotten").isZero();
  }

  @Test
  void organizationsAreMadeShownAndDeleted() throws Exception {
    assertThat(ada.run("org", "create", "ada-works", "--email", "w@example.com")).isZero();
    assertThat(ada.out()).isEqualTo("The organization ada-works is created.\n");
    assertThat(ada.run("org", "create", "ada-works")).isEqualTo(1);
    assertThat(ada.err()).contains("A user or organization with this name already exists");
    assertThat(ada.run("org", "list")).isZero();
    assertThat(ada.out()).contains("NAME").containsPattern("ada-works +yes +yes\n");
    assertThat(ada.run("org", "list", "--json")).isZero();
    assertThat(ada.json().at("/organizations").findValuesAsText("name")).contains("ada-works");
    assertThat(ada.run("org", "show", "ada-works")).isZero();
    assertThat(ada.out())
        .containsPattern("E-mail +w@example.com\n")
        .containsPattern("You are +administrator\n")
        .containsPattern("owners +admin +1");
    assertThat(ada.run("org", "show", "ada-works", "--json")).isZero();
    assertThat(ada.json().at("/teams/owners/role").asText()).isEqualTo("admin");
    assertThat(root.run("org", "list", "--all")).isZero();
    assertThat(root.out()).containsPattern("ada-works +w@example.com +0 B");
    assertThat(root.run("org", "list", "--all", "--json")).isZero();
    assertThat(root.json().path("organizations").findValuesAsText("name")).contains("ada-works");
    assertThat(ada.run("org", "list", "--all")).isEqualTo(1);
    assertThat(ada.err()).isEqualTo("wharfinger: Unauthorized\n");
    assertThat(ada.out()).isEmpty();
    assertThat(ada.run("org", "delete", "ada-works")).as("nobody confirms it").isEqualTo(2);
    assertThat(ada.run("org", "show", "ada-works")).isZero();
    assertThat(ada.run("org", "delete", "ada-works", "--yes", "--json")).isZero();
    assertThat(ada.out()).isEmpty();
    assertThat(ada.run("org", "show", "ada-works")).isEqualTo(1);
    assertThat(ada.err()).isEqualTo("wharfinger: Not Found\n");
    assertThat(ada.run("org", "show", "..")).isEqualTo(2);
  }

  @Test
  void onATerminalTheNameIsTypedAndThePasswordIsNotSeen() throws Exception {
    String first = organization("typed");
    assertThat(root.atTerminal("wrong\n", "org", "delete", first)).isEqualTo(1);
    assertThat(root.out()).contains("Type its name", "nothing is deleted");
    assertThat(root.run("org", "show", first)).isZero();
    assertThat(root.atTerminal(first + "\n", "org", "delete", first)).isZero();
    assertThat(root.run("org", "show", first)).isEqualTo(1);
    assertThat(root.run("org", "restore", first, "--dry-run")).isZero();
    assertThat(root.out()).startsWith("The organization %s would be restored.".formatted(first));
    assertThat(root.run("org", "show", first)).isEqualTo(1);
    assertThat(root.run("org", "restore", first)).isZero();
    assertThat(root.out()).contains("is restored.").containsPattern("teams +1\n");
    assertThat(root.run("org", "show", first)).isZero();
    assertThat(root.run("org", "restore", first)).as("it is there").isEqualTo(1);
    Shell other = new Shell(folder.resolve("other"), Map.of());
    assertThat(other.atTerminal("ada\n" + PASSWORD + "\n", "login", service.baseUrl())).isZero();
    assertThat(other.out()).contains("User name: ", "Password of ada: ", "as ada.");
    assertThat(other.run("org", "list")).isZero();
  }

  @Test
  void teamsAndTheirMembers() throws Exception {
    String organization = organization("teams");
    assertThat(root.run("team", "create", organization, "crew", "--role", "creator")).isZero();
    assertThat(root.run("team", "create", organization, "crew")).isEqualTo(1);
    assertThat(root.err()).contains("has a team crew already");
    assertThat(root.run("team", "create", organization, "x", "--role", "king")).isEqualTo(2);
    assertThat(root.run("team", "add", organization, "crew", "ada")).isZero();
    assertThat(root.out()).isEqualTo("ada is now in the team crew of " + organization + ".\n");
    assertThat(root.run("team", "add", organization, "crew", "nobody-such")).isEqualTo(1);
    assertThat(root.err()).isEqualTo("wharfinger: Unknown user\n");
    assertThat(root.run("team", "members", organization, "crew")).isZero();
    assertThat(root.out()).containsPattern("NAME +KIND +INVITED\nada +user\n");
    assertThat(root.run("team", "members", organization, "crew", "--json")).isZero();
    assertThat(root.json().at("/members/0/name").asText()).isEqualTo("ada");
    assertThat(root.run("team", "list", organization)).isZero();
    assertThat(root.out()).containsPattern("owners +admin +1").containsPattern("crew +creator +1");
    assertThat(root.run("team", "list", organization, "--json")).isZero();
    assertThat(root.json().path("ordered_teams")).hasSize(2);
    assertThat(root.run("team", "remove", organization, "crew", "ada")).isZero();
    assertThat(root.run("team", "remove", organization, "crew", "ada")).isEqualTo(1);
    assertThat(ada.run("team", "list", organization)).isEqualTo(1);
    assertThat(ada.err()).contains("shown to its members only");
    assertThat(root.run("team", "delete", organization, "crew")).isZero();
    assertThat(root.run("team", "members", organization, "crew")).isEqualTo(1);
  }

  @Test
  void robotsAndWhatDockerNeedsOfThem() throws Exception {
    String organization = organization("robots");
    String crane = organization + "+crane";
    assertThat(root.run("robot", "create", crane, "--description", "lifts")).isZero();
    String token = root.out().strip().split(" +")[1];
    assertThat(token).hasSize(64);
    assertThat(root.run("robot", "list", organization)).isZero();
    assertThat(root.out()).contains(crane, "lifts").doesNotContain(token);
    assertThat(root.run("robot", "list", organization, "--json")).isZero();
    assertThat(root.json().at("/robots/0/name").asText()).isEqualTo(crane);
    assertThat(root.run("robot", "token", crane, "--json")).isZero();
    assertThat(root.json().path("token").asText()).isEqualTo(token);
    String auth =
        Base64.getEncoder().encodeToString((crane + ":" + token).getBytes(StandardCharsets.UTF_8));
    assertThat(root.run("robot", "token", crane, "--docker-config", "-")).isZero();
    assertThat(root.json().toString())
        .isEqualTo("{\"auths\":{\"registry.example:5000\":{\"auth\":\"" + auth + "\"}}}");
    Path file = folder.resolve("docker/config.json");
    assertThat(root.run("robot", "token", crane, "--registry=other", "--docker-config=" + file))
        .isZero();
    assertThat(root.out()).doesNotContain(token);
    assertThat(Files.readString(file)).contains("\"other\"", auth);
    assertThat(root.run("robot", "token", crane, "--regenerate")).isZero();
    assertThat(root.out()).contains(crane).doesNotContain(token);
    assertThat(root.run("robot", "delete", crane)).isZero();
    assertThat(root.run("robot", "token", crane)).isEqualTo(1);
    assertThat(root.err()).isEqualTo("wharfinger: Could not find robot with specified username\n");
    assertThat(ada.run("robot", "create", "own")).isZero();
    assertThat(ada.out()).startsWith("ada+own  ");
    assertThat(ada.run("robot", "list")).isZero();
    assertThat(ada.out()).contains("ada+own");
    assertThat(ada.run("robot", "delete", "own")).isZero();
  }

  @Test
  void quotasAreSetChangedAndDeleted() throws Exception {
    String organization = organization("quotas");
    assertThat(root.run("quota", "delete", organization)).isEqualTo(1);
    assertThat(root.run("quota", "set", organization, "1GiB", "--warn-at=80")).isZero();
    assertThat(root.out()).containsPattern("1.0 GiB +80 %");
    assertThat(
            root.run(
                "quota", "set", organization, "2GiB", "--warn-at=70", "--reject-at=90", "--json"))
        .isZero();
    assertThat(root.json().at("/0/limit_bytes").asLong()).isEqualTo(2L << 30);
    assertThat(root.json().at("/0/limits")).hasSize(2);
    assertThat(root.run("quota", "show", organization)).isZero();
    assertThat(root.out()).containsPattern("2.0 GiB +70 % +90 %");
    assertThat(root.run("quota", "set", organization, "much")).isEqualTo(1);
    assertThat(root.run("quota", "set", organization, "1GiB", "--warn-at=101")).isEqualTo(1);
    assertThat(root.err()).contains("Quota limit threshold must be between 1 and 100");
    assertThat(ada.run("quota", "show")).isZero();
    assertThat(ada.out()).startsWith("ID").doesNotContain("GiB");
    assertThat(root.run("quota", "set", "ada", "5MB", "--superuser")).isZero();
    assertThat(ada.run("quota", "show")).isZero();
    assertThat(ada.out()).contains("4.8 MiB");
    assertThat(root.run("quota", "delete", "ada", "--superuser")).isZero();
    assertThat(ada.run("quota", "set", organization, "1GiB")).isEqualTo(1);
    assertThat(ada.err()).isEqualTo("wharfinger: Unauthorized\n");
    assertThat(root.run("quota", "delete", organization)).isZero();
    assertThat(root.out()).isEqualTo("The quota of " + organization + " is deleted.\n");
  }

  @Test
  void logsAreJoinedOverTheirPages() throws Exception {
    String organization = organization("logs");
    teams(organization, 0, 30);
    assertThat(root.run("logs", organization)).isZero();
    assertThat(root.out().lines().filter(line -> line.contains("org_create_team"))).hasSize(30);
    assertThat(root.out()).startsWith("TIME").contains(" root ", "team=t29");
    assertThat(root.run("logs", organization, "--json")).isZero();
    assertThat(root.json().path("logs")).hasSize(31);
    assertThat(root.json().has("start_time")).isTrue();
    assertThat(root.json().has("next_page")).isFalse();
    assertThat(root.run("logs", organization, "--json", "-n", "25")).isZero();
    assertThat(root.json().path("logs")).hasSize(25);
    assertThat(root.run("logs", organization, "--json", "-n", "0")).isZero();
    assertThat(root.json().path("logs")).isEmpty();
    assertThat(root.run("logs", organization, "--performer", "ada")).isZero();
    assertThat(root.out().lines()).hasSize(1);
    assertThat(root.run("logs", organization, "--since=2020-01-01", "--until=2020-02-01", "--json"))
        .isZero();
    assertThat(root.json().path("start_time").asText())
        .isEqualTo("Wed, 01 Jan 2020 00:00:00 -0000");
    assertThat(root.json().path("logs")).isEmpty();
    assertThat(root.run("logs", "--all", "-n", "40")).isZero();
    assertThat(root.out().lines()).hasSize(41);
    assertThat(root.out()).contains("ACCOUNT", organization);
    assertThat(ada.run("logs")).isZero();
    assertThat(ada.out()).contains("login_success");
    var _ =
        new Http(service.baseUrl())
            .post(
                "/api/v1/repository",
                adminToken,
                """
                {"namespace": "%s", "repository": "web", "visibility": "private", "description": ""}
                """
                    .formatted(organization));
    assertThat(root.run("logs", organization + "/web")).isZero();
    assertThat(root.out()).contains("create_repo");
    assertThat(ada.run("logs", organization + "/web")).isEqualTo(1);
    assertThat(root.run("logs", organization, "--all")).isEqualTo(2);
    assertThat(root.run("logs", "--since", "yesterday")).isEqualTo(2);
  }

  @Test
  void followingALogGivesEachEntryOnceAndEndsWithCtrlC() throws Exception {
    String organization = organization("follow");
    teams(organization, 0, 3);
    try (Shell.Running following = root.start("logs", organization, "--follow", "--json")) {
      following.awaitLines(4);
      teams(organization, 3, 45);
      following.awaitLines(46);
      assertThat(following.interrupt()).isEqualTo(130);
      List<String> seen = new ArrayList<>();
      for (String line : following.lines()) {
        JsonNode entry = Shell.json(line);
        if (entry.path("kind").asText().equals("org_create_team")) {
          seen.add(entry.at("/metadata/team").asText());
        }
      }
      assertThat(seen)
          .containsExactlyElementsOf(IntStream.range(0, 45).mapToObj(i -> "t" + i).toList());
      assertThat(following.err()).isEmpty();
    }
  }

  @Test
  void historyTellsWhatWasAndWho() throws Exception {
    String organization = organization("past");
    assertThat(root.run("history", "show", "organization", organization, "--json")).isZero();
    String before = root.json().path("seq").asText();
    teams(organization, 0, 2);
    assertThat(root.run("history", "show", "organization", organization)).isZero();
    assertThat(root.out()).contains("PART", "team/").containsPattern("name=t1");
    assertThat(root.run("history", "show", "organization", organization, "--at", before)).isZero();
    assertThat(root.out()).contains("name=owners").doesNotContain("name=t1");
    assertThat(root.run("history", "changes", "organization", organization)).isZero();
    assertThat(root.out()).contains("team-created.v1", " root ", "name:  -> t1");
    assertThat(root.run("history", "changes", "team", organization + "/t1", "--json")).isZero();
    assertThat(root.json().path("changes")).isNotEmpty();
    var _ =
        new Http(service.baseUrl())
            .post(
                "/api/v1/repository",
                adminToken,
                """
                {"namespace": "%s", "repository": "web", "visibility": "private", "description": ""}
                """
                    .formatted(organization));
    String web = organization + "/web";
    assertThat(root.run("history", "access", "ada", web)).isZero();
    assertThat(root.out()).containsPattern("Role +none");
    assertThat(root.run("team", "add", organization, "owners", "ada")).isZero();
    assertThat(root.run("history", "access", "ada", web)).isZero();
    assertThat(root.out())
        .containsPattern("Role +admin")
        .containsPattern("team-role +owners +admin");
    assertThat(root.run("history", "access", "ada", web, "--json")).isZero();
    assertThat(root.json().path("role").asText()).isEqualTo("admin");
    assertThat(root.run("history", "access", "ada", web, "--changes")).isZero();
    assertThat(root.out()).containsPattern(" root +none +admin +");
    assertThat(root.run("history", "access", "ada", web, "--from", "1")).isEqualTo(2);
    assertThat(root.run("history", "show", "ship", "x")).isEqualTo(2);
    assertThat(root.run("history", "show", "organization", organization, "--at", "noon"))
        .isEqualTo(1);
    assertThat(root.err()).hasLineCount(1);
  }

  @Test
  void theSizeIsComputedWhileOneWaits() throws Exception {
    assertThat(root.run("size", "run", "--wait")).isZero();
    assertThat(root.out()).containsPattern("Size +0 B").containsPattern("Now +idle");
    assertThat(root.err()).as("no bar for scripts").isEmpty();
    assertThat(root.run("size", "show", "--json")).isZero();
    assertThat(Instant.ofEpochMilli(root.json().path("last_ran").asLong()))
        .isAfter(Instant.now().minusSeconds(600));
    assertThat(root.atTerminal("", "size", "run", "--wait")).isZero();
    assertThat(root.out()).containsPattern("Size +0 B").containsPattern("Now +idle");
    assertThat(root.run("size", "run")).isZero();
    assertThat(root.run("size", "run", "--wait", "--at-most", "0")).isEqualTo(1);
    assertThat(ada.run("size", "run")).isEqualTo(1);
    assertThat(ada.err()).isEqualTo("wharfinger: Unauthorized\n");
  }

  @Test
  void theConfigurationIsForEverybody() throws Exception {
    Shell other = new Shell(folder.resolve("other"), Map.of(Cli.URL, service.baseUrl()));
    assertThat(other.run("config", "show")).isZero();
    assertThat(other.out())
        .containsPattern("SERVER_HOSTNAME +registry.example:5000\n")
        .containsPattern("FEATURE_SUPERUSERS_FULL_ACCESS +true\n");
    assertThat(other.run("config", "show", "--json")).isZero();
    assertThat(other.json().path("registry_state").asText()).isEqualTo("normal");
  }

  @Test
  void nothingThatStrangersWroteMovesTheCursor() throws Exception {
    String organization = organization("nasty");
    String nasty = "a\u001b[2Jb\u009b31mc\u202ed\ne";
    assertThat(root.run("team", "create", organization, "crew", "--description", nasty)).isZero();
    assertThat(root.run("team", "list", organization)).isZero();
    assertThat(root.out())
        .contains("a\\u001b[2Jb\\u009b31mc\\u202ed\\u000ae")
        .doesNotContain("\u001b", "\u009b", "\u202e");
    assertThat(root.out().lines()).hasSize(3);
    assertThat(root.run("team", "list", organization, "--json")).isZero();
    assertThat(root.out()).doesNotContain("\u001b", "\u009b", "\u202e");
    assertThat(root.json().at("/teams/crew/description").asText()).isEqualTo(nasty);
    assertThat(root.run("logs", organization)).isZero();
    assertThat(root.out()).doesNotContain("\u001b", "\u009b", "\u202e");
    assertThat(root.run("org", "show", "x\u001b]0;y\u0007")).isEqualTo(1);
    assertThat(root.err()).doesNotContain("\u001b", "\u0007");
    assertThat(root.with(Map.of("COLUMNS", "60")).run("logs", organization)).isZero();
    assertThat(root.out().lines()).allMatch(line -> line.length() <= 60);
  }

  @Test
  void aServiceThatDoesNotAnswerIsToldInOneLine() throws Exception {
    for (String url : List.of("http://127.0.0.1:1", "https://no-such-host.invalid")) {
      assertThat(root.run("org", "list", "--url", url)).isEqualTo(1);
      assertThat(root.err())
          .startsWith("wharfinger: " + url + " cannot be reached: ")
          .hasLineCount(1);
      assertThat(root.out()).isEmpty();
    }
    assertThat(root.run("org", "list", "--timeout", "0")).isEqualTo(2);
    assertThat(root.run("org", "lost")).isEqualTo(2);
    assertThat(root.run("org")).isEqualTo(2);
    assertThat(root.err()).contains("wharfinger org --help").hasLineCount(1);
  }

  @Test
  void helpAndCompletion() throws Exception {
    assertThat(root.run("--help")).isZero();
    assertThat(root.out()).contains("Exit codes: 0 success; 1 ", "completion");
    assertThat(root.run("team", "create", "--help")).isZero();
    assertThat(root.out())
        .contains("wharfinger team create", "member, creator, admin", "Exit codes");
    assertThat(root.run("--version")).isZero();
    assertThat(root.out()).startsWith("wharfinger ");
    assertThat(root.run("completion", "fish")).isEqualTo(2);
    assertThat(root.run("completion", "bash")).isZero();
    Path script = Files.writeString(folder.resolve("completion"), root.out());
    assertThat(Shell.bash("bash -n " + script)).isEmpty();
    String complete =
        """
        source %s
        compopt() { :; } # which only readline has
        complete -p wharfinger > /dev/null || echo none
        COMP_WORDS=(%s) COMP_CWORD=%d COMP_LINE='%s'
        _complete_wharfinger
        echo "${COMPREPLY[@]}"
        """;
    assertThat(Shell.bash(complete.formatted(script, "wharfinger te", 1, "wharfinger te")))
        .isEqualTo("team");
    assertThat(
            Shell.bash(complete.formatted(script, "wharfinger team m", 2, "wharfinger team m"))
                .split("\\s+"))
        .containsExactly("members");
    String role = "wharfinger team create --role c";
    assertThat(Shell.bash(complete.formatted(script, role, 4, role))).isEqualTo("creator");
  }

  @Test
  void theScriptOfThePageAndTheOneOfACheckoutStartIt() throws Exception {
    Matcher page =
        Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/cli.md")));
    assertThat(page.find()).isTrue();
    Path script = Files.writeString(folder.resolve("wharfinger"), page.group(1));
    String start =
        "cd %s; export XDG_CACHE_HOME=$PWD WHARFINGER_HOME=%s PATH=%s:$PATH; sh %s --version; sh %s lost"
            .formatted(
                folder,
                Path.of("target/quarkus-app").toAbsolutePath(),
                Path.of(System.getProperty("java.home"), "bin"),
                script,
                script);
    assertThat(Shell.bash(start + "; [ $? = 2 ]"))
        .startsWith("wharfinger ")
        .contains("\nwharfinger: Unmatched argument");
    assertThat(folder.resolve("wharfinger.jsa")).exists();
    String run = "cd %s; %s cli --version".formatted(folder, Path.of("run").toAbsolutePath());
    assertThat(Shell.bash(run)).startsWith("wharfinger ");
  }

  /** A name of its own for each test. */
  private String organization(String name) throws Exception {
    assertThat(root.run("org", "create", name)).as(root.err()).isZero();
    return name;
  }

  private static void teams(String organization, int from, int to) throws IOException {
    Http http = new Http(service.baseUrl());
    for (int i = from; i < to; i++) {
      http.put(
          "/api/v1/organization/" + organization + "/team/t" + i,
          adminToken,
          "{\"role\": \"member\"}");
    }
  }
}
