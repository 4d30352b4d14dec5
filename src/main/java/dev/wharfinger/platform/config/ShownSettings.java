package dev.wharfinger.platform.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are public, because the web UI depends on them. Others are not shown. Source:
 * contract sessions 1.4.
 */
@Singleton
public class ShownSettings {

  private static final String SWITCH = "FEATURE_";

  /** Settings that are shown unchanged; one without a value is omitted. */
  private static final List<String> UNCHANGED =
      List.of(
          "AUTHENTICATION_TYPE",
          "AVATAR_KIND",
          "CONTACT_INFO",
          "DEFAULT_UI",
          "DISABLE_ANGULAR_UI",
          "DOCUMENTATION_ROOT",
          "FEATURE_ASSIGN_OAUTH_TOKEN",
          "FEATURE_AUTO_PRUNE",
          "FEATURE_EDIT_QUOTA",
          "FEATURE_IMAGE_EXPIRY_TRIGGER",
          "FEATURE_IMMUTABLE_TAGS_CAN_EXPIRE",
          "FEATURE_ORG_MIRROR",
          "FEATURE_PROXY_CACHE",
          "FEATURE_QUOTA_MANAGEMENT",
          "FEATURE_QUOTA_NOTIFICATIONS",
          "FEATURE_REPO_MIRROR",
          "PERMANENTLY_DELETE_TAGS",
          "PREFERRED_URL_SCHEME",
          "RECAPTCHA_SITE_KEY",
          "REGISTRY_TITLE",
          "REGISTRY_TITLE_SHORT",
          "SEARCH_MAX_RESULT_PAGE_COUNT",
          "SEARCH_RESULTS_PER_PAGE",
          "SERVER_HOSTNAME",
          "TAG_EXPIRATION_OPTIONS",
          "UI_DELAY_AFTER_WRITE_SECONDS");

  /** Served from {@code META-INF/resources}; it is for light and dark backgrounds. */
  private static final String LOGO = "/static/img/wharfinger.svg";

  private static final List<String> PARTS_OF_BRANDING =
      List.of("logo", "logo_dark", "footer_img", "footer_url");

  private final Map<String, Object> effective;
  private final Settings settings;

  @Inject
  ShownSettings(Config config, Settings settings) {
    this.effective = SettingDefinitions.get().effective(config);
    this.settings = settings;
  }

  /** Every feature switch by its name without {@code FEATURE_}. */
  public Map<String, Object> features() {
    Map<String, Object> switches = new TreeMap<>();
    effective.forEach((name, value) -> {
      if (name.startsWith(SWITCH)) {
        switches.put(name.substring(SWITCH.length()), value);
      }
    });
    return switches;
  }

  /** The public settings, by name. */
  public Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> shown = new TreeMap<>();
    for (String name : UNCHANGED) {
      Object value = effective.get(name);
      if (value != null) {
        shown.put(name, value);
      }
    }
    shown.put("BRANDING", branding());
    shown.put("FOOTER_LINKS", settings.footerLinks().attributes());
    shown.put("DEFAULT_NAMESPACE_AUTOPRUNE_POLICY", policy());
    shown.put("UI_V2_FEEDBACK_FORM", settings.uiV2FeedbackForm().orElse(null));
    if (settings.robotsDisallow()) {
      shown.put("ROBOTS_DISALLOW", true);
    }
    return shown;
  }

  private Map<String, @Nullable Object> branding() {
    Map<String, @Nullable Object> branding = new LinkedHashMap<>();
    PARTS_OF_BRANDING.forEach(name -> branding.put(name, null));
    branding.put("logo", settings.enterpriseLogoUrl().orElse(LOGO));
    branding.put("logo_dark", settings.enterpriseLogoUrl().orElse(LOGO));
    branding.putAll(settings.branding().attributes());
    return branding;
  }

  private @Nullable Map<String, Object> policy() {
    Map<String, Object> policy =
        new LinkedHashMap<>(settings.defaultNamespaceAutoprunePolicy().attributes());
    policy.computeIfPresent(
        "value",
        (_, value) ->
            value.toString().matches("[0-9]{1,18}") ? Long.valueOf(value.toString()) : value);
    return policy.isEmpty() ? null : policy;
  }
}
