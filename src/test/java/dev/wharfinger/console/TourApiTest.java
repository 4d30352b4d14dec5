package dev.wharfinger.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.OwnFolder;
import dev.wharfinger.api.RegistryProcess;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import dev.wharfinger.registries.registrytoken.Image;
import dev.wharfinger.registries.registrytoken.Skopeo;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What somebody does who starts Wharfinger for the first time, from the empty registry to a pushed
 * image, by the console alone: the tour in docs/console.md.
 */
class TourApiTest {

  private static final long[] LAYERS = {7, 8};

  @Test
  void leadsFromAnEmptyRegistryToAPushedImage() throws IOException {
    Wharfinger service =
        Wharfinger.empty(
            "tour",
            Map.of(
                "FEATURE_SUPERUSERS_FULL_ACCESS",
                "true",
                "WHARFINGER_REGISTRY_URL",
                "http://127.0.0.1:" + RegistryProcess.ATTACHED_PORT));
    try (Operator operator = new Operator(service)) {
      makesTheFirstUserAndAnOrganization(operator);
      String token = makesTeamRobotAndQuota(operator);
      try (RegistryProcess registry = attaches(operator, service)) {
        Image image = Image.of(registry.log().resolveSibling("image"), LAYERS);
        Skopeo.Outcome pushed =
            new Skopeo(OwnFolder.PATH.resolve("tour"), registry)
                .push(Skopeo.User.of("pier+ci", token), image, "pier/app:v1");
        assertThat(pushed.worked()).as(pushed.said()).isTrue();
        seesWhatWasPushed(operator);
      }
      assertThat(operator.complaints()).isEmpty();
    } finally {
      service.stop();
    }
  }

  private static void makesTheFirstUserAndAnOrganization(Operator operator) {
    operator.page().navigate(operator.origin() + "/");
    operator.fill("User name", Operator.NAME);
    operator.fill("New password", Operator.PASSWORD);
    operator.press("Create the first user");
    operator.reads("What to do next");
    operator.press("Create organization");
    operator.fill("Name", "pier");
    operator.confirm("Create");
    operator.reads("Created pier.");
  }

  /** The robot may create repositories by its team; its token is shown once. */
  private static String makesTeamRobotAndQuota(Operator operator) {
    operator.visit("/organizations/pier?tab=robots");
    operator.press("Create robot");
    operator.fill("Short name", "ci");
    operator.confirm("Create");
    operator.reads("This is shown once.");
    String token = operator.dialog().locator("pre").first().textContent();
    operator.confirm("Close");
    operator.visit("/organizations/pier?tab=teams");
    operator.press("Create team");
    operator.fill("Name", "builders");
    operator.choose("Role", "creator");
    operator.confirm("Save");
    operator.reads("Saved builders.");
    operator.press("builders");
    operator.press("Add member");
    operator.fill("User or robot (organization+robot)", "pier+ci");
    operator.confirm("Add member");
    operator.reads("Saved pier+ci.");
    operator.visit("/organizations/pier");
    operator.press("Set quota");
    operator.fill("Size in GiB", "1");
    operator.confirm("Save");
    operator.reads("/ 1 GiB");
    return token;
  }

  /** A registry with the configuration that the console shows, but for places on this machine. */
  private static RegistryProcess attaches(Operator operator, Wharfinger service) {
    operator.visit("/welcome");
    String shown =
        operator.page().locator("pre").allTextContents().stream()
            .filter(it -> it.contains("realm:"))
            .findFirst()
            .orElseThrow();
    return RegistryProcess.start(
        "tour",
        "127.0.0.1",
        RegistryProcess.ATTACHED_PORT,
        (folder, port) -> configuration(shown, service, folder, port));
  }

  private static String configuration(String shown, Wharfinger service, Path folder, int port) {
    try {
      Path bundle = folder.resolve("wharfinger.pem");
      Files.writeString(
          bundle,
          RestAssured.given()
              .get(URI.create(service.origin() + "/v2/auth/certificates"))
              .asString());
      String auth = shown.replaceAll("rootcertbundle: .*", "rootcertbundle: " + bundle);
      return """
      version: 0.1
      storage:
        filesystem:
          rootdirectory: %s
        delete:
          enabled: true
      http:
        addr: 127.0.0.1:%d
      %s
      """
          .formatted(folder.resolve("storage"), port, auth)
          .replace("EVENTS-SECRET", Wharfinger.REGISTRY_SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void seesWhatWasPushed(Operator operator) {
    Waiting.until(
        "the registry has reported",
        () -> operator.asks("GET", "/repository/pier/app/tag/", "").contains("\"name\":\"v1\""));
    operator.visit("/repositories/pier/app");
    operator.reads("v1");
    operator.picture("tour-tags");
    operator.visit("/organizations/pier");
    assertThat(operator.page().locator(".panel .figure").first()).containsText("KiB");
    operator.picture("tour-quota");
    Waiting.until(
        "the usage log has it",
        () -> operator.asks("GET", "/organization/pier/logs", "").contains("push_repo"));
    operator.visit("/organizations/pier?tab=logs");
    operator.page().locator("wf-chart").waitFor();
    operator.reads("tag: v1, repo: app");
    operator.picture("tour-logs");
    operator.visit("/organizations/pier?tab=history");
    operator.reads("organization-created.v1");
  }
}
