package dev.wharfinger.platform.config;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Quay's keys that are passed on to the web UI. */
public interface WebSettings {

  @Setting("Whether tags can be deleted for good, so that they cannot be restored.")
  @WithDefault("false")
  boolean permanentlyDeleteTags();

  @Setting("Contact addresses that the web UI shows.")
  @WithDefault("")
  NameList contactInfo();

  @Setting("URL of the documentation that the web UI links to.")
  Optional<String> documentationRoot();

  @Setting(
      "Address of the logo that the web UI shows, unless BRANDING names one. If unset, it is"
          + " Wharfinger's.")
  Optional<String> enterpriseLogoUrl();

  @Setting(
      value =
          "Branding of the web UI: logo, logo_dark, footer_img and footer_url, each as name=value.",
      format = "attribute")
  @WithDefault("")
  NameList branding();

  @Setting(
      value =
          "Links in the footer of the web UI: TERMS_OF_SERVICE_URL, PRIVACY_POLICY_URL,"
              + " SECURITY_URL and ABOUT_URL, each as name=value.",
      format = "attribute")
  @WithDefault("")
  NameList footerLinks();

  @Setting(
      value =
          "Auto-prune policy of every namespace, carried out once a day: method and value, each"
              + " as name=value.",
      format = "attribute")
  @WithDefault("")
  NameList defaultNamespaceAutoprunePolicy();

  @Setting(value = "Number of search results on a page.", minimum = 1, maximum = 1_000)
  @WithDefault("10")
  int searchResultsPerPage();

  @Setting(value = "Maximum number of pages of search results.", minimum = 1, maximum = 10_000)
  @WithDefault("10")
  int searchMaxResultPageCount();

  @Setting(
      value = "Seconds that the web UI waits after a write before it reads again.",
      maximum = 3_600)
  @WithDefault("3")
  int uiDelayAfterWriteSeconds();

  @Setting(
      "URL of the feedback form that the web UI offers. If unset, it does not ask for feedback.")
  Optional<String> uiV2FeedbackForm();

  @Setting("The web UI that clients are sent to.")
  @WithDefault("react")
  String defaultUi();

  @Setting("Whether the web UI hides the switch to the old UI. Quay's own default is false.")
  @WithDefault("true")
  boolean disableAngularUi();
}
