package dev.wharfinger.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.wharfinger.api.Wharfinger;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console of a registry that was empty when the browser came. */
class ConsoleApiTest {

  private static final int MOST_BYTES = 250_000;

  @SuppressWarnings("NullAway.Init")
  private static Wharfinger service;

  @SuppressWarnings("NullAway.Init")
  private static Operator operator;

  /** The first user is made by the console itself: without one there is nothing to test by. */
  @BeforeAll
  static void begins() throws IOException {
    service =
        Wharfinger.empty(
            "console",
            Map.of(
                "FEATURE_SUPERUSERS_FULL_ACCESS", "true",
                "FEATURE_SUPERUSER_CONFIGDUMP", "true",
                "QUOTA_REGISTRY_SIZE_POLL_PERIOD", "1"));
    operator = new Operator(service);
    operator.page().navigate(service.origin() + "/");
    operator.reads("This registry has no users yet");
    assertThat(operator.page().url()).isEqualTo(service.origin() + "/console/");
    operator.isAccessible("first-run");
    operator.fill("User name", Operator.NAME);
    operator.fill("New password", "short");
    operator.press("Create the first user");
    operator.reads("Invalid password, password must be at least 8 characters");
    operator.fill("New password", Operator.PASSWORD);
    operator.press("Create the first user");
    operator.reads("What to do next");
    operator.isAccessible("welcome");
    Seed.plant(operator, service);
  }

  @AfterAll
  static void ends() {
    operator.close();
    service.stop();
  }

  @AfterEach
  void theBrowserComplainsOfNothing() {
    assertThat(operator.complaints()).isEmpty();
  }

  @Test
  void saysWhatToDoNext() {
    operator.visit("/welcome");
    assertThat(operator.page().locator("pre").allTextContents())
        .anySatisfy(text -> assertThat(text).contains("realm: " + service.origin() + "/v2/auth"));
    operator.press("Create organization");
    operator.fill("Name", "first-harbour");
    operator.confirm("Create");
    operator.reads("Created first-harbour.");
    assertThat(operator.page().url()).endsWith("#/organizations/first-harbour");
  }

  @Test
  void signsOutAndIn() {
    operator.visit("/organizations");
    operator.press("Sign out");
    operator.fill("User name", Operator.NAME);
    operator.fill("Password", "wrong-password");
    operator.press("Sign in");
    operator.reads("Invalid Username or Password");
    operator.isAccessible("sign-in");
    operator.fill("Password", Operator.PASSWORD);
    operator.press("Sign in");
    operator.reads("Organizations");
    operator.page().locator(".who").waitFor();
  }

  @Test
  void asksForThePasswordAgainWhereTheSessionIsTooOld() {
    AtomicBoolean stale = new AtomicBoolean(true);
    operator.visit("/organizations");
    operator
        .page()
        .route(
            "**/api/v1/superuser/keys",
            route -> {
              if (stale.getAndSet(false)) {
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(401)
                        .setContentType("application/json")
                        .setBody(
                            "{\"error_type\": \"fresh_login_required\", \"detail\": \"Requires fresh login\"}"));
              } else {
                route.resume();
              }
            });
    operator.page().keyboard().press("g");
    operator.page().keyboard().press("k");
    operator.reads("Enter your password again");
    operator.fill("Password", Operator.PASSWORD);
    operator.confirm("Continue");
    operator.isDone();
    operator.reads("Create service key");
    operator.page().unroute("**/api/v1/superuser/keys");
  }

  @Test
  void createsSearchesSortsAndDeletesOrganizations() {
    Page page = operator.page();
    operator.visit("/organizations");
    operator.press("Create organization");
    operator.fill("Name", "X");
    operator.confirm("Create");
    operator.dialog().locator("[role=alert]").waitFor();
    assertThat(operator.dialog().locator("[role=alert]").textContent()).contains("Invalid");
    operator.fill("Name", "sunken");
    operator.confirm("Create");
    operator.reads("Created sunken.");
    operator.visit("/organizations");
    page.keyboard().press("/");
    page.keyboard().type("sunk");
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page.url()).endsWith("?q=sunk");
    operator.press("Delete sunken");
    operator.fill("Type sunken to confirm", "sunk");
    operator.confirm("Delete");
    operator.reads("Type exactly: sunken");
    operator.fill("Type sunken to confirm", "sunken");
    operator.confirm("Delete");
    operator.reads("Deleted sunken.");
    operator.reads("Nothing matches “sunk”.");
    operator.visit("/organizations");
    operator.press("Size");
    assertThat(page.locator("tbody tr").first().textContent()).contains(Seed.FULL);
    assertThat(page.url()).contains("sort=size");
    operator.visit("/organizations?sort=name&down=1");
    List<String> names =
        page.locator("tbody .entity").allTextContents().stream()
            .map(it -> it.replaceAll(".*\\s", ""))
            .toList();
    assertThat(names).isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void administersAnOrganization() {
    String place = "/organizations/" + Seed.FULL;
    operator.visit(place + "?tab=teams");
    operator.press("Create team");
    operator.fill("Name", "riggers");
    operator.choose("Role", "creator");
    operator.confirm("Save");
    operator.reads("Saved riggers.");
    operator.press("riggers");
    operator.press("Add member");
    operator.fill("User or robot (organization+robot)", "nobody-here");
    operator.confirm("Add member");
    operator.reads("Unknown user");
    operator.fill("User or robot (organization+robot)", "mate");
    operator.confirm("Add member");
    operator.reads("Saved mate.");
    operator.press("Remove mate");
    operator.reads("Saved riggers.");
    operator.press("Delete riggers");
    operator.fill("Type riggers to confirm", "riggers");
    operator.confirm("Delete");
    operator.reads("Deleted " + Seed.FULL + "/riggers.");

    operator.visit(place + "?tab=repositories");
    operator.press("Create repository");
    operator.fill("Name", "sails");
    operator.confirm("Create");
    operator.reads("Created sails.");
    operator.press("Make public sails");
    operator.reads("Saved sails.");

    operator.visit(place + "?tab=applications");
    operator.press("Create application");
    operator.fill("Name", "signals");
    operator.confirm("Create");
    operator.reads("Created signals.");
    operator.press("Create token signals");
    operator.fill("What it is for", "lamp");
    operator.confirm("Create");
    operator.reads("This is shown once.");
    operator.confirm("Close");

    operator.visit(place + "?tab=defaults");
    operator.press("Add default permission");
    operator.fill("Granted to", "mate");
    operator.confirm("Create");
    operator.reads("Saved default permission.");
    operator.press("Remove mate");
    operator.confirm("Remove");
    operator.reads("Deleted default permission.");
  }

  @Test
  void showsATokenOnce() {
    operator.visit("/organizations/" + Seed.FULL + "?tab=robots");
    operator.press("Create robot");
    operator.fill("Short name", "winch");
    operator.fill("Description", "lifts");
    operator.confirm("Create");
    operator.reads("This is shown once.");
    Locator snippets = operator.dialog().locator("pre");
    String token = snippets.first().textContent();
    assertThat(token).hasSizeGreaterThan(60);
    assertThat(snippets.allTextContents())
        .anySatisfy(
            text -> assertThat(text).startsWith("docker login -u='" + Seed.FULL + "+winch'"))
        .anySatisfy(text -> assertThat(text).startsWith("kubectl create secret docker-registry"));
    operator.isAccessible("robot-token");
    operator.press("Copy Token");
    operator.reads("Copied");
    assertThat(operator.page().evaluate("() => navigator.clipboard.readText()")).isEqualTo(token);
    operator.confirm("Close");
    operator.isDone();
    assertThat(operator.page().content()).doesNotContain(token);
    operator.visit("/organizations/" + Seed.FULL + "?tab=robots");
    operator.reads("winch");
    assertThat(operator.page().content()).doesNotContain(token);
  }

  @Test
  void setsAQuotaWithLimits() {
    operator.visit("/organizations/" + Seed.ODD);
    operator.press("Set quota");
    operator.fill("Size in GiB", "2");
    operator.confirm("Save");
    operator.reads("/ 2 GiB");
    operator.press("Add limit");
    operator.fill("At percent of the quota", "75");
    operator.confirm("Save");
    operator.reads("Warns at 75 %");
  }

  @Test
  void undoesWhatWasDeleted() {
    String _ = operator.asks("POST", "/organization/", "{\"name\": \"wreck\"}");
    String _ = operator.asks("PUT", "/organization/wreck/team/divers", "{\"role\": \"member\"}");
    operator.visit("/organizations/wreck");
    operator.press("Delete");
    operator.fill("Type wreck to confirm", "wreck");
    operator.confirm("Delete");
    operator.reads("Deleted wreck.");
    operator.press("Undo");
    operator.reads("Restored wreck.");
    operator.visit("/organizations/wreck?tab=teams");
    operator.reads("divers");

    operator.press("Delete divers");
    operator.fill("Type divers to confirm", "divers");
    operator.confirm("Delete");
    operator.reads("Deleted wreck/divers.");
    operator.visit("/deleted?kind=team");
    operator.press("Restore wreck/divers");
    operator.reads("Comes back: 1 teams");
    operator.confirm("Restore");
    operator.reads("Restored wreck/divers.");
    operator.visit("/organizations/wreck?tab=teams");
    operator.reads("divers");
  }

  @Test
  void showsAnOrganizationAsItWas() {
    String _ = operator.asks("POST", "/organization/", "{\"name\": \"tides\"}");
    String _ = operator.asks("PUT", "/organization/tides/team/ebb", "{\"role\": \"member\"}");
    String _ = operator.asks("PUT", "/organization/tides/team/ebb", "{\"role\": \"admin\"}");
    Page page = operator.page();
    operator.visit("/organizations/tides?tab=history");
    Locator change =
        page.locator(".timeline > li")
            .filter(new Locator.FilterOptions().setHasText("team-role-changed"));
    assertThat(change.locator("tbody td")).hasText(new String[] {"role", "MEMBER", "ADMIN"});
    Locator creation =
        page.locator(".timeline > li")
            .filter(new Locator.FilterOptions().setHasText("organization-created"));
    creation.locator("button").first().click();
    assertThat(page.locator("wf-moment summary").allTextContents()).contains("team: 1");
    assertThat(page.url()).contains("at=");
    page.locator("#moment").focus();
    page.keyboard().press("End");
    assertThat(
            page.locator("wf-moment summary")
                .filter(new Locator.FilterOptions().setHasText("team: 2")))
        .hasCount(1);
  }

  @Test
  void tellsWhoCouldDoWhat() {
    operator.visit("/organizations/" + Seed.FULL + "?tab=history");
    operator.press("Ask");
    operator.fill("User or robot (organization+robot)", Operator.NAME);
    operator.fill("Repositories", Seed.FULL + "/web");
    operator.confirm("Show");
    operator.reads(Operator.NAME + " had the role admin for " + Seed.FULL + "/web");
  }

  @Test
  void keepsPoliciesAndTags() {
    String place = "/organizations/" + Seed.FULL;
    operator.visit(place + "?tab=policies");
    operator.press("Create auto-prune policy");
    operator.fill("Number or age", "many");
    operator.confirm("Save");
    operator.dialog().locator("[role=alert]").waitFor();
    operator.fill("Number or age", "1000");
    operator.confirm("Save");
    operator.reads("keeps the latest 1000");
    operator.press("Create immutability policy");
    operator.fill("Regular expression", "^release-");
    operator.confirm("Save");
    operator.reads("^release-");
    operator.press("Delete makes immutable (^release-)");
    operator.confirm("Delete");
    operator.reads("Deleted policy.");

    operator.visit("/repositories/" + Seed.FULL + "/web");
    Locator first = operator.page().locator("wf-tags tbody tr").first();
    String tag = first.locator(".entity").textContent().strip();
    operator.press("Change expiry " + tag);
    operator.fill("Expires in days", "9");
    operator.confirm("Save");
    operator.reads("Saved " + tag + ".");
    assertThat(operator.page().locator("wf-tags tbody tr").first().locator("time")).hasCount(2);
  }

  @Test
  void triesTheUpstreamOfAProxyCacheBeforeItIsKept() {
    operator.visit("/organizations/" + Seed.ODD + "?tab=proxy");
    operator.press("Make it a proxy cache");
    operator.fill("Upstream registry", "127.0.0.1:1");
    operator.confirm("Try and save");
    operator.dialog().locator("[role=alert]").waitFor();
    assertThat(operator.asks("GET", "/organization/" + Seed.ODD + "/proxycache", ""))
        .contains("\"upstream_registry\":\"\"");
  }

  @Test
  void tellsWhichSettingsAreNotTheDefault() {
    operator.visit("/configuration?changed=1");
    operator.reads("QUOTA_REGISTRY_SIZE_POLL_PERIOD");
    assertThat(
            operator
                .page()
                .locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText("FEATURE_ANONYMOUS_ACCESS")))
        .hasCount(0);
  }

  @Test
  void administersUsers() {
    operator.visit("/users");
    operator.press("Create user");
    operator.fill("User name", "stowaway");
    operator.confirm("Create");
    operator.reads("Password of stowaway");
    String password = operator.dialog().locator("pre").first().textContent();
    operator.confirm("Close");
    operator.isDone();
    assertThat(operator.page().content()).doesNotContain(password);
    operator.press("Disable stowaway");
    operator.confirm("Disable");
    operator.reads("stowaway is disabled.");
    operator.press("Enable stowaway");
    operator.reads("stowaway is enabled.");
    operator.press("Delete stowaway");
    operator.fill("Type stowaway to confirm", "stowaway");
    operator.confirm("Delete");
    operator.reads("Deleted stowaway.");
  }

  @Test
  void tellsWhatTheApiRefuses() {
    String ghost = "/superuser/users/ghost";
    String _ = operator.asks("POST", "/superuser/users/", "{\"username\": \"ghost\"}");
    String _ = operator.asks("PUT", ghost, "{\"enabled\": false}");
    operator.visit("/users");
    String _ = operator.asks("DELETE", ghost, "");
    operator.press("Enable ghost");
    assertThat(operator.page().locator("#toasts p")).hasText("Not Found");
  }

  @Test
  void administersServiceKeysAndMessages() {
    operator.visit("/keys");
    operator.press("Create service key");
    operator.fill("Name", "lighthouse");
    operator.confirm("Create");
    operator.reads("This is shown once.");
    assertThat(operator.dialog().textContent()).contains("PRIVATE KEY");
    operator.confirm("Close");
    operator.isDone();
    operator.press("Change expiry lighthouse");
    operator.fill("Expires in days", "");
    operator.confirm("Save");
    operator.reads("Saved lighthouse.");
    operator.press("Delete lighthouse");
    operator.fill("Type lighthouse to confirm", "lighthouse");
    operator.confirm("Delete");
    operator.reads("Deleted lighthouse.");

    operator.visit("/messages");
    operator.press("Create message");
    operator.fill("Text", "Moored **until noon**");
    assertThat(operator.dialog().locator(".preview strong").textContent()).isEqualTo("until noon");
    operator.confirm("Create");
    operator.reads("Created message.");
    operator
        .page()
        .locator("main > .notice strong")
        .filter(new Locator.FilterOptions().setHasText("until noon"))
        .waitFor();
    operator.press("Delete Moored **until noon**");
    operator.confirm("Delete");
    operator.reads("Deleted message.");
  }

  @Test
  void computesTheSizeOfTheRegistry() {
    operator.visit("/overview");
    operator.press("Compute now");
    assertThat(operator.page().locator("wf-registry-size time")).hasCount(1);
    assertThat(operator.page().locator("wf-registry-size progress")).hasCount(0);
    assertThat(operator.page().locator("wf-registry-size .figure").textContent()).contains("GiB");
  }

  @Test
  void keepsTokensOfItsOwnAccount() {
    operator.visit("/account?tab=tokens");
    operator.press("Create token");
    operator.fill("What it is for", "laptop");
    operator.confirm("Create");
    operator.reads("This is shown once.");
    operator.confirm("Close");
    operator.isDone();
    operator.press("Delete laptop");
    operator.fill("Type laptop to confirm", "laptop");
    operator.confirm("Delete");
    operator.reads("Deleted laptop.");
  }

  @Test
  void isUsedByKeysAlone() {
    Page page = operator.page();
    operator.visit("/overview");
    page.keyboard().press("?");
    operator.reads("Keyboard shortcuts");
    operator.isAccessible("keyboard");
    page.keyboard().press("Escape");
    operator.isDone();
    page.keyboard().press("g");
    page.keyboard().press("o");
    assertThat(page.locator("h1").filter(new Locator.FilterOptions().setHasText("Organizations")))
        .isFocused();
    operator.settle();
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.textContent.trim()"))
        .isEqualTo("Create organization");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("() => document.activeElement.name")).isEqualTo("name");
    page.keyboard().press("Escape");
    operator.isDone();
    assertThat(page.evaluate("() => document.activeElement.textContent.trim()"))
        .as("where it was")
        .isEqualTo("Create organization");
    page.keyboard().press("/");
    assertThat(page.evaluate("() => document.activeElement.type")).isEqualTo("search");
  }

  /** All pages with all that is in them, of which some is markup. */
  @Test
  void everyPageIsAccessibleAndShowsMarkupAsText() {
    Map<String, String> pages =
        Map.ofEntries(
            Map.entry("overview", "/overview"),
            Map.entry("organizations", "/organizations"),
            Map.entry("organization", "/organizations/" + Seed.FULL),
            Map.entry("teams", "/organizations/" + Seed.ODD + "?tab=teams"),
            Map.entry("members", "/organizations/" + Seed.FULL + "?tab=members"),
            Map.entry("robots", "/organizations/" + Seed.ODD + "?tab=robots"),
            Map.entry("repositories", "/organizations/" + Seed.ODD + "?tab=repositories"),
            Map.entry("applications", "/organizations/" + Seed.ODD + "?tab=applications"),
            Map.entry("defaults", "/organizations/" + Seed.FULL + "?tab=defaults"),
            Map.entry("logs", "/organizations/" + Seed.ODD + "?tab=logs"),
            Map.entry("policies", "/organizations/" + Seed.ODD + "?tab=policies"),
            Map.entry("proxy-cache", "/organizations/" + Seed.ODD + "?tab=proxy"),
            Map.entry("history", "/organizations/" + Seed.ODD + "?tab=history"),
            Map.entry("repository", "/repositories/" + Seed.FULL + "/web"),
            Map.entry("repository-history", "/repositories/" + Seed.ODD + "/tent?tab=history"),
            Map.entry("deleted", "/deleted"),
            Map.entry("configuration", "/configuration"),
            Map.entry("all-logs", "/logs"),
            Map.entry("users", "/users"),
            Map.entry("keys", "/keys"),
            Map.entry("messages", "/messages"),
            Map.entry("account", "/account"),
            Map.entry("tokens", "/account?tab=tokens"),
            Map.entry("authorizations", "/account?tab=applications"),
            Map.entry("notifications", "/account?tab=notifications"));
    pages.forEach((name, place) -> {
      operator.visit(place);
      operator.isAccessible(name);
      assertThat(operator.page().locator("[data-injected]").count()).as(name).isZero();
    });
    for (String place :
        List.of("teams", "robots", "repositories", "applications", "history", "logs")) {
      operator.visit("/organizations/" + Seed.ODD + "?tab=" + place);
      operator.page().getByText(Seed.MARKUP).first().waitFor();
    }
    operator.visit("/messages");
    operator.page().getByText(Seed.MARKUP).first().waitFor();
    operator.visit("/account?tab=tokens");
    operator.page().getByText(Seed.MARKUP).first().waitFor();
  }

  @Test
  void isServedWithAStrictPolicyAndWithoutABuild() throws IOException {
    Response page = RestAssured.given().get(URI.create(service.origin() + "/console/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self' 'sha256-")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    Response module = RestAssured.given().get(URI.create(service.origin() + "/console/app.js"));
    assertThat(module.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(
            RestAssured.given()
                .header("If-Modified-Since", module.header("Last-Modified"))
                .get(URI.create(service.origin() + "/console/app.js"))
                .statusCode())
        .isEqualTo(304);
    Response missing = RestAssured.given().get(URI.create(service.origin() + "/console/none.js"));
    assertThat(missing.statusCode()).isEqualTo(404);
    try (Stream<Path> files =
        Files.walk(Path.of("src/main/resources/META-INF/resources/console"))) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(ConsoleApiTest::size).sum())
          .isLessThan(MOST_BYTES);
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }
}
