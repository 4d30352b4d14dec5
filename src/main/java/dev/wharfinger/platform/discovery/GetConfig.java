package dev.wharfinger.platform.discovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Replies;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Tells everybody, the web UI first, how this installation is set up. Source: sessions 1.4. */
@Path("/config")
public class GetConfig {

  /** The version of Quay whose API this service speaks. */
  private static final String QUAY_VERSION = "Quay 3.18";

  private final AnnouncedFeatures shown;
  private final Settings settings;
  private final String version;

  @Inject
  GetConfig(
      AnnouncedFeatures shown,
      Settings settings,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.shown = shown;
    this.settings = settings;
    this.version = version;
  }

  @GET
  @ApiOperation(
      summary = "Get the configuration of the installation for the web UI.",
      answers = @Answer(schema = "ShownConfig"),
      rules = Rule.READ_BY_SCRIPTS)
  public Response getConfig() {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.putPOJO("features", shown.features()).putPOJO("config", config());
    view.putObject("oauth");
    view.putArray("external_login");
    return Replies.ok(
        view.put("registry_state", settings.registryState().word())
            .put("account_recovery_mode", false)
            .put(
                "version_number",
                settings.featureBilling()
                    ? ""
                    : "%s (Wharfinger %s)".formatted(QUAY_VERSION, version)));
  }

  /** The same, as Quay does. */
  @OPTIONS
  @Operation(hidden = true)
  @ApiOperation(summary = "The same as GET.", rules = Rule.READ_BY_SCRIPTS)
  public Response getConfigByOptions() {
    return getConfig();
  }

  /** The settings, with what the UI reads beside them and is the same everywhere. */
  private Map<String, @Nullable Object> config() {
    Map<String, @Nullable Object> config = new TreeMap<>(shown.values());
    config.put("CHANNEL_COLORS", Avatar.colors());
    config.put("DEBUG", false);
    config.put("LOCAL_OAUTH_HANDLER", "/oauth/localapp");
    config.put("QUOTA_BACKFILL", true);
    config.put("SETUP_COMPLETE", true);
    return config;
  }
}
