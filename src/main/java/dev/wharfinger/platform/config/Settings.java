package dev.wharfinger.platform.config;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Quay's keys under Quay's names: {@code SUPER_USERS} in the environment or in a config.yaml is
 * {@link #superUsers()}. They never change while the service runs.
 */
@Unremovable
@ConfigMapping(prefix = "quay-settings")
public interface Settings extends Features {

  @Setting("User names of the superusers.")
  @WithDefault("")
  NameList superUsers();

  @Setting("User names of those who may read what superusers read, and change nothing.")
  @WithDefault("")
  NameList globalReadonlySuperUsers();

  @Setting("User names that FEATURE_RESTRICTED_USERS spares; unset, it spares nobody.")
  Optional<Set<String>> restrictedUsersWhitelist();

  @Setting("User names that need no captcha.")
  @WithDefault("")
  NameList recaptchaWhitelistedUsers();

  @Setting(
      "Secret between this site and the service that checks captchas; FEATURE_RECAPTCHA needs it.")
  Optional<Secret> recaptchaSecretKey();

  @Setting("Key under which the web UI shows captchas.")
  Optional<String> recaptchaSiteKey();

  @Setting("Organizations that every user sees among his own.")
  @WithDefault("")
  NameList publicNamespaces();

  @Setting(
      "Who keeps the passwords; with anything but Database, accounts are neither created nor given passwords here.")
  @WithDefault("Database")
  AuthenticationType authenticationType();

  @Setting("Whether the registry takes writes.")
  @WithDefault("normal")
  RegistryState registryState();

  @Setting("Where avatar pictures come from.")
  @WithDefault("local")
  AvatarKind avatarKind();

  @Setting("How clients reach the service; https makes the session cookie secure.")
  @WithDefault("http")
  UrlScheme preferredUrlScheme();

  @Setting("Host, and port unless it is the usual one, under which clients reach the service.")
  @WithDefault("localhost:8080")
  String serverHostname();

  @Setting("Name of the registry in the web UI.")
  @WithDefault("Wharfinger")
  String registryTitle();

  @Setting("Short name of the registry, also in the subject of mails.")
  @WithDefault("Wharfinger")
  String registryTitleShort();

  @Setting("Quay's secret for cookies and signatures; every instance needs the same one.")
  Optional<Secret> secretKey();

  @Setting(
      value = "Quota of namespaces that have none of their own, in bytes; 0 is none.",
      maximum = Long.MAX_VALUE / 100)
  @WithDefault("0")
  long defaultSystemRejectQuotaBytes();

  @Setting(
      value = "Seconds from the start until namespace sizes are first computed.",
      maximum = Setting.CENTURY)
  @WithDefault("1800")
  long quotaTotalDelaySeconds();

  @Setting(
      value = "Seconds between two looks for a queued computation of the registry's size.",
      minimum = 1,
      maximum = Setting.CENTURY)
  @WithDefault("60")
  long quotaRegistrySizePollPeriod();

  @Setting("How long namespaces may choose to keep deleted tags.")
  @WithDefault("0s,1d,1w,2w,4w")
  List<QuayDuration> tagExpirationOptions();

  @Setting("How long new namespaces keep deleted tags; one of TAG_EXPIRATION_OPTIONS.")
  @WithDefault("2w")
  QuayDuration defaultTagExpiration();

  @Setting(
      "Id of the account that usage logs without a namespace are booked on; unset, or where there is none of that id, the first account.")
  Optional<Long> serviceLogAccountId();

  @Setting("Namespaces that no usage log is written for.")
  @WithDefault("")
  NameList disabledForAuditLogs();

  @Setting(
      "How long usage logs are kept if FEATURE_ACTION_LOG_ROTATION is on; they go by whole months.")
  @WithDefault("30d")
  QuayDuration actionLogRotationThreshold();

  @Setting("Whether signing in is logged.")
  @WithDefault("true")
  boolean actionLogAuditLogins();

  @Setting("Whether a refused sign-in is logged.")
  @WithDefault("false")
  boolean actionLogAuditLoginFailures();

  @Setting(value = "Seconds until an expired service key is removed.", maximum = Setting.CENTURY)
  @WithDefault("604800")
  long expiredServiceKeyTtlSec();

  @Setting(
      value = "Seconds until a service key that nobody approved is removed.",
      maximum = Setting.CENTURY)
  @WithDefault("86400")
  long unapprovedServiceKeyTtlSec();

  @Setting("Name of the session cookie.")
  @WithDefault("_csrf_token")
  String sessionCookieName();

  @Setting(value = "How long a session lasts after its last use.", minimum = 1)
  @WithDefault("31d")
  QuayDuration sessionTimeout();

  @Setting("How long the link of a mail counts that lets a user in who forgot his password.")
  @WithDefault("30m")
  QuayDuration userRecoveryTokenLifetime();

  @Setting("How long after signing in a session may do what needs a fresh login.")
  @WithDefault("10m")
  QuayDuration freshLoginTimeout();

  @Setting(
      "Whether the session cookie is sent over plain HTTP even if PREFERRED_URL_SCHEME is https.")
  @WithDefault("false")
  boolean forceNonsecureSessionCookie();

  @Setting("Origins whose pages may use a session.")
  @WithDefault("")
  NameList corsOrigin();

  @Setting(
      "Whether a GET by a browser needs the header X-Requested-With. Quay's own default is true.")
  @WithDefault("false")
  boolean browserApiCallsXhrOnly();

  @Setting("How long an application-specific token lasts; unset, for ever.")
  Optional<QuayDuration> appSpecificTokenExpiration();

  @Setting(
      "Client ids of the OAuth applications that may ask for a token with basic authentication.")
  @WithDefault("")
  NameList directOauthClientidWhitelist();

  @Setting(
      value = "How many living tokens an OAuth application may have; unset, any number.",
      maximum = 1_000_000_000)
  Optional<Long> oauthApplicationMaximumTokenCount();

  @Setting(value = "Seconds between two updates of a token's last use.", maximum = Setting.CENTURY)
  @WithDefault("60")
  long oauthTokenLastAccessedUpdateThresholdS();

  @Setting("Whether a repository that comes to be by a push is private.")
  @WithDefault("true")
  boolean createPrivateRepoOnPush();

  @Setting("Whether robot accounts are switched off.")
  @WithDefault("false")
  boolean robotsDisallow();

  @Setting(
      "Host names and CIDR blocks that a proxy cache or a callback may reach although they are internal.")
  @WithDefault("")
  NameList ssrfAllowedHosts();

  @Setting("Host of the mail server.")
  @WithDefault("localhost")
  String mailServer();

  @Setting(value = "Port of the mail server.", minimum = 1, maximum = 65_535)
  @WithDefault("587")
  int mailPort();

  @Setting("Whether the mail server must speak TLS (STARTTLS); if not, it is spoken to in plain.")
  @WithDefault("true")
  boolean mailUseTls();

  @Setting("User name at the mail server; unset, nobody signs in there.")
  Optional<String> mailUsername();

  @Setting("Password at the mail server.")
  Optional<Secret> mailPassword();

  @Setting("Address that mails come from.")
  @WithDefault("wharfinger@localhost")
  String mailDefaultSender();

  @Setting("Whether the web UI offers to delete tags at once.")
  @WithDefault("false")
  boolean permanentlyDeleteTags();

  @Setting("Addresses that the web UI shows as contact.")
  @WithDefault("")
  NameList contactInfo();

  @Setting("Address of the documentation that the web UI links to.")
  Optional<String> documentationRoot();

  @Setting(
      value =
          "How the web UI looks: logo, logo_dark, footer_img and footer_url, each as name=value.",
      format = "attribute")
  @WithDefault("")
  NameList branding();

  @Setting(
      value =
          "Links at the foot of the web UI: TERMS_OF_SERVICE_URL, PRIVACY_POLICY_URL, SECURITY_URL and ABOUT_URL, each as name=value.",
      format = "attribute")
  @WithDefault("")
  NameList footerLinks();

  @Setting(
      value =
          "The policy of pruning that the web UI shows for every namespace: method and value, each as name=value.",
      format = "attribute")
  @WithDefault("")
  NameList defaultNamespaceAutoprunePolicy();

  @Setting(
      value = "How many results the web UI shows on a page of a search.",
      minimum = 1,
      maximum = 1_000)
  @WithDefault("10")
  int searchResultsPerPage();

  @Setting(value = "How many pages of a search there are at most.", minimum = 1, maximum = 10_000)
  @WithDefault("10")
  int searchMaxResultPageCount();

  @Setting(
      value = "Seconds that the web UI waits after a write before it reads again.",
      maximum = 3_600)
  @WithDefault("3")
  int uiDelayAfterWriteSeconds();

  @Setting("Address of the form that the web UI asks for opinions with; unset, it does not ask.")
  Optional<String> uiV2FeedbackForm();

  @Setting("Which web UI clients are sent to.")
  @WithDefault("react")
  String defaultUi();

  @Setting("Whether the web UI hides the switch to the old one. Quay's own default is false.")
  @WithDefault("true")
  boolean disableAngularUi();
}
