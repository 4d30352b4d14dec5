package dev.wharfinger.platform.discovery;

import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.platform.config.Features;
import dev.wharfinger.platform.config.SettingDefinitions;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GetConfigApiTest {

  @Test
  void tellsEverybodyHowTheInstallationIsSetUp() {
    JsonNode view = config(Wharfinger.shared());
    assertThat(keys(view))
        .containsExactlyInAnyOrder(
            "features",
            "config",
            "oauth",
            "external_login",
            "registry_state",
            "account_recovery_mode",
            "version_number");
    assertThat(view.get("oauth")).isEqualTo(json("{}"));
    assertThat(view.get("external_login")).isEqualTo(json("[]"));
    assertThat(view.get("registry_state").textValue()).isEqualTo("normal");
    assertThat(view.get("account_recovery_mode").isBoolean()).isTrue();
    assertThat(view.get("version_number").textValue()).startsWith("Quay 3.");
    JsonNode settings = view.get("config");
    assertThat(settings.get("AUTHENTICATION_TYPE").textValue()).isEqualTo("Database");
    assertThat(settings.get("PREFERRED_URL_SCHEME").textValue()).isEqualTo("http");
    assertThat(settings.get("SERVER_HOSTNAME").textValue()).isEqualTo("localhost:8080");
    assertThat(settings.get("TAG_EXPIRATION_OPTIONS"))
        .isEqualTo(json("[\"0s\", \"1d\", \"1w\", \"2w\", \"4w\"]"));
    assertThat(settings.get("LOCAL_OAUTH_HANDLER").textValue()).isEqualTo("/oauth/localapp");
    assertThat(settings.get("CHANNEL_COLORS")).hasSize(32);
    assertThat(settings.get("CONTACT_INFO")).isEqualTo(json("[]"));
    assertThat(settings.get("FOOTER_LINKS")).isEqualTo(json("{}"));
    assertThat(settings.get("BRANDING"))
        .isEqualTo(
            json(
                """
                {"logo": "/static/img/wharfinger.svg", "logo_dark": "/static/img/wharfinger.svg",
                 "footer_img": null, "footer_url": null}
                """));
    Response logo = Viewer.ANON.asks().basePath("").get(settings.at("/BRANDING/logo").textValue());
    assertThat(logo.statusCode()).isEqualTo(200);
    assertThat(logo.contentType()).startsWith("image/svg+xml");
    assertThat(logo.asString()).startsWith("<svg ");
    assertThat(config(Wharfinger.closed()).at("/config/BRANDING/logo").textValue())
        .as("ENTERPRISE_LOGO_URL")
        .isEqualTo("https://example.com/logo.png");
    assertThat(config(Wharfinger.closed()).at("/config/DOCUMENTATION_ROOT").textValue())
        .isEqualTo("https://docs.example.com/");
    assertThat(settings.get("DEFAULT_NAMESPACE_AUTOPRUNE_POLICY").isNull()).isTrue();
    assertThat(settings.get("FEATURE_PROXY_CACHE").booleanValue()).isTrue();
    assertThat(settings.get("DISABLE_ANGULAR_UI").booleanValue()).isTrue();
    assertThat(settings.has("ROBOTS_DISALLOW")).isFalse();
    assertThat(settings.has("DOCUMENTATION_ROOT")).isFalse();
    assertThat(settings.has("RECAPTCHA_SITE_KEY")).isFalse();
    assertThat(keys(settings))
        .contains(
            "AVATAR_KIND",
            "DEBUG",
            "DEFAULT_UI",
            "FEATURE_ASSIGN_OAUTH_TOKEN",
            "FEATURE_AUTO_PRUNE",
            "FEATURE_EDIT_QUOTA",
            "FEATURE_IMAGE_EXPIRY_TRIGGER",
            "FEATURE_IMMUTABLE_TAGS_CAN_EXPIRE",
            "FEATURE_ORG_MIRROR",
            "FEATURE_QUOTA_MANAGEMENT",
            "FEATURE_QUOTA_NOTIFICATIONS",
            "FEATURE_REPO_MIRROR",
            "PERMANENTLY_DELETE_TAGS",
            "QUOTA_BACKFILL",
            "REGISTRY_TITLE",
            "REGISTRY_TITLE_SHORT",
            "SEARCH_MAX_RESULT_PAGE_COUNT",
            "SEARCH_RESULTS_PER_PAGE",
            "SETUP_COMPLETE",
            "UI_DELAY_AFTER_WRITE_SECONDS",
            "UI_V2_FEEDBACK_FORM");
  }

  /** What the web UI and the browser tests ask for (sessions 1.4), with the contract's defaults. */
  @Test
  void tellsOfEveryFeatureThatClientsAskFor() {
    JsonNode features = config(Wharfinger.shared()).get("features");
    for (String on :
        List.of(
            "ANONYMOUS_ACCESS",
            "APP_SPECIFIC_TOKENS",
            "ASSIGN_OAUTH_TOKEN",
            "CHANGE_TAG_EXPIRATION",
            "DIRECT_LOGIN",
            "EDIT_QUOTA",
            "EXTENDED_REPOSITORY_NAMES",
            "REPO_MIRROR",
            "SUPER_USERS",
            "UI_V2",
            "USER_CREATION")) {
      assertThat(features.path(on).asBoolean()).as(on).isTrue();
    }
    for (String off :
        List.of(
            "BILLING",
            "BITBUCKET_BUILD",
            "BUILD_SUPPORT",
            "GITHUB_BUILD",
            "GITLAB_BUILD",
            "IMAGE_EXPIRY_TRIGGER",
            "INVITE_ONLY_USER_CREATION",
            "MAILING",
            "ORG_MIRROR",
            "PROGRAMMATIC_BOOTSTRAP",
            "QUOTA_NOTIFICATIONS",
            "REQUIRE_ENCRYPTED_BASIC_AUTH",
            "RH_MARKETPLACE",
            "SECURITY_SCANNER",
            "SUPERUSERS_FULL_ACCESS",
            "TEAM_SYNCING",
            "UI_MODELCARD",
            "USER_METADATA")) {
      assertThat(features.path(off).isBoolean()).as(off).isTrue();
      assertThat(features.path(off).booleanValue()).as(off).isFalse();
    }
  }

  @Test
  void showsEverySwitchAsItIs() {
    JsonNode features = config(Wharfinger.shared()).get("features");
    assertThat(keys(features))
        .containsExactlyElementsOf(
            Arrays.stream(Features.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(method -> method.getName().substring("feature".length()))
                .map(name -> name.replaceAll("(?<!^)([A-Z])", "_$1").toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)));
    features.forEach(value -> assertThat(value.isBoolean()).isTrue());
    assertThat(features.get("MAILING").booleanValue()).isFalse();
    assertThat(config(Wharfinger.fullAccess()).at("/features/MAILING").booleanValue()).isTrue();
    assertThat(features.get("PROGRAMMATIC_BOOTSTRAP").isBoolean()).isTrue();
  }

  /** Routes for quotas need all of these. Source: contract neighbours 3. */
  private static final Set<String> OF_QUOTAS =
      Set.of("QUOTA_MANAGEMENT", "EDIT_QUOTA", "SUPER_USERS");

  /** Hidden routes answer as unknown ones; others want a credential, a token or a body first. */
  @Test
  void announcesNoFeatureWhoseRoutesAreAbsent() {
    for (Wharfinger service :
        List.of(
            Wharfinger.shared(),
            Wharfinger.fullAccess(),
            Wharfinger.restricted(),
            Wharfinger.closed())) {
      JsonNode view = config(service);
      AnnouncedFeatures.ROUTES.forEach((feature, routes) -> {
        boolean announced = view.get("features").path(feature).booleanValue();
        JsonNode copy = view.get("config").path("FEATURE_" + feature);
        if (copy.isBoolean()) {
          assertThat(copy.booleanValue()).as(feature).isEqualTo(announced);
        }
        boolean complete =
            !OF_QUOTAS.contains(feature)
                || OF_QUOTAS.stream().allMatch(it -> view.get("features").get(it).booleanValue());
        if (announced && complete) {
          routes.forEach(
              route -> assertThat(ask(service, route)).as(feature + " " + route).isNotIn(404, 405));
        }
      });
    }
    assertThat(config(Wharfinger.shared()).at("/features/PROXY_CACHE").booleanValue()).isTrue();
  }

  private static int ask(Wharfinger service, String route) {
    String[] parts = route.split(" ", 2);
    String path = parts[1].replace("repository/{}", "repository/acme/web").replace("{}", "acme");
    return service
        .request()
        .basePath(path.startsWith("/") ? "" : "/api/v1")
        .redirects()
        .follow(false)
        .request(parts[0], path.startsWith("/") ? path : "/" + path)
        .statusCode();
  }

  /** A new feature belongs to one side or the other. */
  @Test
  void knowsOfEveryFeatureWhetherItHasRoutes() {
    Set<String> others = new TreeSet<>(keys(config(Wharfinger.shared()).get("features")));
    assertThat(others).containsAll(AnnouncedFeatures.ROUTES.keySet());
    others.removeAll(AnnouncedFeatures.ROUTES.keySet());
    assertThat(others)
        .containsExactlyInAnyOrder(
            "ACTION_LOG_ROTATION",
            "ANONYMOUS_ACCESS",
            "BLACKLISTED_EMAILS",
            "CHANGE_TAG_EXPIRATION",
            "EXTENDED_REPOSITORY_NAMES",
            "ORG_SHARED_EMAIL",
            "PARTIAL_USER_AUTOCOMPLETE",
            "PERMANENT_SESSIONS",
            "READER_BUILD_LOGS",
            "RECAPTCHA",
            "REQUIRE_ENCRYPTED_BASIC_AUTH",
            "REQUIRE_TEAM_INVITE",
            "RESTRICTED_USERS",
            "SPARSE_INDEX",
            "SUPERUSERS_ORG_CREATION_ONLY",
            "UI_DELAY_AFTER_WRITE",
            "UI_V2",
            "USERNAME_CONFIRMATION",
            "USER_LAST_ACCESSED",
            "USER_LOG_ACCESS",
            "USER_METADATA",
            "USER_RENAME");
  }

  @Test
  void showsNothingSecret() {
    JsonNode settings = config(Wharfinger.shared()).get("config");
    assertThat(keys(settings))
        .noneMatch(key -> key.toLowerCase(Locale.ROOT).contains("secret"))
        .noneMatch(key -> key.startsWith("BOOTSTRAP_"))
        .noneMatch(key -> SettingDefinitions.get().isSecret(key))
        .doesNotContain("SUPER_USERS", "MAIL_SERVER", "SSRF_ALLOWED_HOSTS");
  }

  @Test
  void isThereForEverybodyWhateverHeBrings() {
    Response closed =
        Viewer.ANON
            .asks(Wharfinger.closed())
            .basePath("")
            .header("User-Agent", "Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/140.0")
            .get("/config");
    assertThat(json(closed, 200).at("/features/ANONYMOUS_ACCESS").booleanValue()).isFalse();
    assertThat(closed.header("Set-Cookie")).isNull();
    assertThat(json(closed, 200).at("/config/RECAPTCHA_SITE_KEY").textValue())
        .isEqualTo("shown-to-pages");
    Response options = Viewer.ANON.asks().basePath("").options("/config");
    assertThat(json(options, 200)).isEqualTo(config(Wharfinger.shared()));
    for (Method method : new Method[] {Method.POST, Method.PUT, Method.DELETE}) {
      assertThat(Viewer.ANON.asks().basePath("").request(method, "/config").statusCode())
          .isEqualTo(405);
    }
    JsonNode restricted = config(Wharfinger.restricted()).get("config");
    assertThat(restricted.get("ROBOTS_DISALLOW").booleanValue()).isTrue();
    assertThat(restricted.get("AUTHENTICATION_TYPE").textValue()).isEqualTo("LDAP");
    assertThat(restricted.get("BRANDING").get("logo").textValue()).isEqualTo("/logo.svg");
    assertThat(restricted.get("BRANDING").get("footer_url").isNull()).isTrue();
    assertThat(restricted.get("FOOTER_LINKS"))
        .isEqualTo(json("{\"ABOUT_URL\": \"https://x.org/?a=b\"}"));
    assertThat(restricted.get("DEFAULT_NAMESPACE_AUTOPRUNE_POLICY"))
        .isEqualTo(json("{\"method\": \"number_of_tags\", \"value\": 100000}"));
  }

  private static JsonNode config(Wharfinger service) {
    return json(Viewer.ANON.asks(service).basePath("").get("/config"), 200);
  }
}
