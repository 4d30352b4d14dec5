package dev.wharfinger.platform.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.config.ShownSettings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.Json;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The feature switches as clients are told of them: a feature that is switched on but whose routes
 * do not exist here is announced as off, because the web UI would offer what is not there. Source:
 * contract sessions 1.4.
 */
@Singleton
class AnnouncedFeatures {

  private static final String SWITCH = "FEATURE_";

  /** Every path parameter, whatever its name. */
  private static final String PARAMETER = "\\{[^}]*}";

  /**
   * The routes that clients ask for because of a feature, relative to the API unless they begin
   * with a slash. A feature that is not here changes how routes behave and needs none of its own.
   */
  static final Map<String, List<String>> ROUTES =
      Map.ofEntries(
          Map.entry("AGGREGATED_LOG_COUNT_RETRIEVAL", List.of("GET organization/{}/aggregatelogs")),
          Map.entry("APP_SPECIFIC_TOKENS", List.of("GET user/apptoken", "POST user/apptoken")),
          Map.entry("ASSIGN_OAUTH_TOKEN", List.of("GET user/assignedauthorization")),
          Map.entry(
              "AUTO_PRUNE",
              List.of(
                  "POST organization/{}/autoprunepolicy",
                  "POST repository/{}/autoprunepolicy",
                  "POST user/autoprunepolicy")),
          Map.entry("BILLING", List.of("GET plans", "GET organization/{}/plan")),
          Map.entry("BITBUCKET_BUILD", List.of("GET /oauth1/bitbucket/callback/trigger/{}")),
          Map.entry(
              "BUILD_SUPPORT", List.of("GET repository/{}/build", "GET repository/{}/trigger")),
          Map.entry("DIRECT_LOGIN", List.of("POST signin")),
          Map.entry("EDIT_QUOTA", List.of("POST organization/{}/quota")),
          Map.entry("GITHUB_BUILD", List.of("GET /oauth2/github/callback/trigger/{}")),
          Map.entry("GITLAB_BUILD", List.of("GET /oauth2/gitlab/callback/trigger")),
          Map.entry("IMAGE_EXPIRY_TRIGGER", List.of("POST repository/{}/notification")),
          Map.entry("IMAGE_PULL_STATS", List.of("GET repository/{}/tag/{}/pull_statistics")),
          Map.entry("IMMUTABLE_TAGS", List.of("POST organization/{}/immutabilitypolicy")),
          Map.entry(
              "IMMUTABLE_TAGS_CAN_EXPIRE", List.of("POST organization/{}/immutabilitypolicy")),
          Map.entry("INVITE_ONLY_USER_CREATION", List.of("POST user")),
          Map.entry("LOG_EXPORT", List.of("POST organization/{}/exportlogs")),
          Map.entry("MAILING", List.of("POST recovery", "GET /confirm")),
          Map.entry("OAUTH_PASSWORD_GRANT", List.of("POST /oauth/access_token")),
          Map.entry("ORG_MIRROR", List.of("POST organization/{}/mirror")),
          Map.entry("PROGRAMMATIC_BOOTSTRAP", List.of("POST bootstrap/renew")),
          Map.entry("PROXY_CACHE", List.of("POST organization/{}/proxycache")),
          Map.entry("QUOTA_MANAGEMENT", List.of("GET organization/{}/quota")),
          Map.entry("QUOTA_NOTIFICATIONS", List.of("POST organization/{}/notifications")),
          Map.entry("REPO_MIRROR", List.of("POST repository/{}/mirror")),
          Map.entry("RH_MARKETPLACE", List.of("GET user/marketplace")),
          Map.entry("SECURITY_SCANNER", List.of("GET repository/{}/manifest/{}/security")),
          Map.entry("SUPERUSER_CONFIGDUMP", List.of("GET superuser/config")),
          Map.entry("SUPER_USERS", List.of("GET superuser/users", "GET superuser/organizations")),
          Map.entry("SUPERUSERS_FULL_ACCESS", List.of("GET superuser/users")),
          Map.entry("TEAM_SYNCING", List.of("POST organization/{}/team/{}/syncing")),
          // A parameter of the route of manifests in Quay; here manifests are shown without it.
          Map.entry("UI_MODELCARD", List.of("GET repository/{}/manifest/{}?include_modelcard")),
          Map.entry("USER_CREATION", List.of("POST user")),
          Map.entry("USER_INITIALIZE", List.of("POST user/initialize")));

  private final ShownSettings settings;
  private final Instance<OpenApiDocumentService> documents;
  private volatile Set<String> routes = Set.of();

  @Inject
  AnnouncedFeatures(ShownSettings settings, Instance<OpenApiDocumentService> documents) {
    this.settings = settings;
    this.documents = documents;
  }

  /** Every feature by its name without {@code FEATURE_}. */
  Map<String, Object> features() {
    Map<String, Object> features = new TreeMap<>();
    settings.features().forEach((name, on) -> features.put(name, announced(name, on)));
    return features;
  }

  /** The public settings; those that repeat a feature say the same of it. */
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new TreeMap<>();
    settings
        .values()
        .forEach((name, value) ->
            values.put(
                name,
                name.startsWith(SWITCH) && value != null
                    ? announced(name.substring(SWITCH.length()), value)
                    : value));
    return values;
  }

  private Object announced(String feature, Object on) {
    return isOffered(feature, routes()) ? on : false;
  }

  /** Whether all routes of a feature are among these. */
  static boolean isOffered(String feature, Set<String> routes) {
    return routes.containsAll(ROUTES.getOrDefault(feature, List.of()));
  }

  private Set<String> routes() {
    Set<String> known = routes;
    if (known.isEmpty()) {
      known = routes(document().path("paths"));
      routes = known;
    }
    return known;
  }

  /** The routes of a document, as {@link #ROUTES} spells them. */
  static Set<String> routes(JsonNode paths) {
    Set<String> routes = new TreeSet<>();
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    routes.add(method.toUpperCase(Locale.ROOT) + " " + spelled(path.getKey()))));
    return routes;
  }

  private static String spelled(String path) {
    String whole = path.replaceAll(PARAMETER, "{}").replaceAll("/$", "");
    return whole.startsWith(Api.ROOT + "/") ? whole.substring(Api.ROOT.length() + 1) : whole;
  }

  private JsonNode document() {
    return Json.parse(documents.get().getDocument("<default>", Format.JSON)).orElseThrow();
  }
}
