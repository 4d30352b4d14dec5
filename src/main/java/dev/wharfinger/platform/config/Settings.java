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
public interface Settings extends Features, NotificationSettings, WebSettings {

  @Setting("User names of the superusers.")
  @WithDefault("")
  NameList superUsers();

  @Setting(
      "User names of those who may read everything that superusers may read, but change nothing.")
  @WithDefault("")
  NameList globalReadonlySuperUsers();

  @Setting(
      "User names that FEATURE_RESTRICTED_USERS does not apply to. If unset, it applies to all"
          + " users.")
  Optional<Set<String>> restrictedUsersWhitelist();

  @Setting("User names that are exempt from captchas.")
  @WithDefault("")
  NameList recaptchaWhitelistedUsers();

  @Setting("Secret key for the captcha verification service; required by FEATURE_RECAPTCHA.")
  Optional<Secret> recaptchaSecretKey();

  @Setting("Site key with which the web UI shows captchas.")
  Optional<String> recaptchaSiteKey();

  @Setting("Organizations that every user sees listed with their own.")
  @WithDefault("")
  NameList publicNamespaces();

  @Setting(
      "Where passwords are kept. With any value other than Database, accounts cannot be created"
          + " or given passwords here.")
  @WithDefault("Database")
  AuthenticationType authenticationType();

  @Setting("Whether the registry accepts writes.")
  @WithDefault("normal")
  RegistryState registryState();

  @Setting("Source of avatar images.")
  @WithDefault("local")
  AvatarKind avatarKind();

  @Setting(
      "URL scheme under which clients reach the service; https makes the session cookie Secure.")
  @WithDefault("http")
  UrlScheme preferredUrlScheme();

  @Setting(
      "Host name under which clients reach the service, with the port unless it is the default"
          + " one.")
  @WithDefault("localhost:8080")
  String serverHostname();

  @Setting("Name of the registry in the web UI.")
  @WithDefault("Wharfinger")
  String registryTitle();

  @Setting("Short name of the registry, also used in the subjects of mails.")
  @WithDefault("Wharfinger")
  String registryTitleShort();

  @Setting("Quay's secret for cookies and signatures; must be the same on all instances.")
  Optional<Secret> secretKey();

  @Setting(
      value = "Quota in bytes of namespaces that have no quota of their own; 0 means no quota.",
      maximum = Long.MAX_VALUE / 100)
  @WithDefault("0")
  long defaultSystemRejectQuotaBytes();

  @Setting(
      value = "Seconds from startup until namespace sizes are first computed.",
      maximum = Setting.CENTURY)
  @WithDefault("1800")
  long quotaTotalDelaySeconds();

  @Setting(
      value = "Seconds between two checks for a queued computation of the registry's size.",
      minimum = 1,
      maximum = Setting.CENTURY)
  @WithDefault("60")
  long quotaRegistrySizePollPeriod();

  @Setting("Retention periods for deleted tags that namespaces can choose from.")
  @WithDefault("0s,1d,1w,2w,4w")
  List<QuayDuration> tagExpirationOptions();

  @Setting("Retention period for deleted tags in new namespaces; one of TAG_EXPIRATION_OPTIONS.")
  @WithDefault("2w")
  QuayDuration defaultTagExpiration();

  @Setting(
      "Id of the account to which usage logs without a namespace are attributed. If unset, or if"
          + " there is no such account, the first account is used.")
  Optional<Long> serviceLogAccountId();

  @Setting("Namespaces for which no usage logs are written.")
  @WithDefault("")
  NameList disabledForAuditLogs();

  @Setting("Namespaces for which pulls are not written to the usage logs.")
  @WithDefault("")
  NameList disabledForPullLogs();

  @Setting(
      "How long usage logs are kept if FEATURE_ACTION_LOG_ROTATION is on; whole months are"
          + " dropped.")
  @WithDefault("30d")
  QuayDuration actionLogRotationThreshold();

  @Setting("Whether successful sign-ins are written to the usage logs.")
  @WithDefault("true")
  boolean actionLogAuditLogins();

  @Setting("Whether failed sign-ins are written to the usage logs.")
  @WithDefault("false")
  boolean actionLogAuditLoginFailures();

  @Setting(
      value = "Seconds between two looks for namespaces whose auto-prune policies are due.",
      minimum = 1,
      maximum = Setting.CENTURY)
  @WithDefault("30")
  long autoPruningPollPeriod();

  @Setting(
      value = "Minutes between two runs of the auto-prune policies of a namespace.",
      maximum = Setting.CENTURY / 60)
  @WithDefault("60")
  long autopruneTaskRunMinimumIntervalMinutes();

  @Setting(
      value = "Seconds after which an expired service key is removed.",
      maximum = Setting.CENTURY)
  @WithDefault("604800")
  long expiredServiceKeyTtlSec();

  @Setting(
      value = "Seconds after which an unapproved service key is removed.",
      maximum = Setting.CENTURY)
  @WithDefault("86400")
  long unapprovedServiceKeyTtlSec();

  @Setting("Name of the session cookie.")
  @WithDefault("_csrf_token")
  String sessionCookieName();

  @Setting(value = "How long a session lasts after its last use.", minimum = 1)
  @WithDefault("31d")
  QuayDuration sessionTimeout();

  @Setting("How long the link in an account recovery mail is valid.")
  @WithDefault("30m")
  QuayDuration userRecoveryTokenLifetime();

  @Setting("How long after signing in a session counts as a fresh login.")
  @WithDefault("10m")
  QuayDuration freshLoginTimeout();

  @Setting(
      "Whether the session cookie is sent over plain HTTP even if PREFERRED_URL_SCHEME is https.")
  @WithDefault("false")
  boolean forceNonsecureSessionCookie();

  @Setting("Origins whose pages may send requests with the session cookie.")
  @WithDefault("")
  NameList corsOrigin();

  @Setting(
      "Whether GET requests from browsers need the header X-Requested-With. Quay's own default"
          + " is true.")
  @WithDefault("false")
  boolean browserApiCallsXhrOnly();

  @Setting("Lifetime of an application-specific token. If unset, the token does not expire.")
  Optional<QuayDuration> appSpecificTokenExpiration();

  @Setting(
      "Client ids of the OAuth applications that may request a token with HTTP basic"
          + " authentication.")
  @WithDefault("")
  NameList directOauthClientidWhitelist();

  @Setting(
      value =
          "Maximum number of valid tokens of an OAuth application. If unset, there is no maximum.",
      maximum = 1_000_000_000)
  Optional<Long> oauthApplicationMaximumTokenCount();

  @Setting(
      value = "Seconds between two updates of the time at which a token was last used.",
      maximum = Setting.CENTURY)
  @WithDefault("60")
  long oauthTokenLastAccessedUpdateThresholdS();

  @Setting(
      value = "Seconds between two updates of the time at which a robot was last used.",
      maximum = Setting.CENTURY)
  @WithDefault("60")
  long lastAccessedUpdateThresholdS();

  @Setting(
      "Beginnings of the keys of labels that cannot be added to manifests, besides those that are"
          + " always reserved.")
  @WithDefault("")
  NameList labelKeyReservedPrefixes();

  @Setting("The shortest time after which a tag can be told to expire, from when it was set.")
  @WithDefault("1h")
  QuayDuration labeledExpirationMinimum();

  @Setting("The longest time after which a tag can be told to expire, from when it was set.")
  @WithDefault("104w")
  QuayDuration labeledExpirationMaximum();

  @Setting("Whether a repository that is created by a push is private.")
  @WithDefault("true")
  boolean createPrivateRepoOnPush();

  @Setting("Whether robot accounts are disabled.")
  @WithDefault("false")
  boolean robotsDisallow();

  @Setting(
      "Host names and CIDR blocks that proxy caches, callbacks and notifications may reach even"
          + " though they are internal.")
  @WithDefault("")
  NameList ssrfAllowedHosts();

  @Setting("Host of the mail server.")
  @WithDefault("localhost")
  String mailServer();

  @Setting(value = "Port of the mail server.", minimum = 1, maximum = 65_535)
  @WithDefault("587")
  int mailPort();

  @Setting(
      "Whether mail is sent over TLS, which the mail server must support (STARTTLS), or"
          + " unencrypted.")
  @WithDefault("true")
  boolean mailUseTls();

  @Setting("User name for the mail server. If unset, mail is sent without authentication.")
  Optional<String> mailUsername();

  @Setting("Password for the mail server.")
  Optional<Secret> mailPassword();

  @Setting("Sender address of mails.")
  @WithDefault("wharfinger@localhost")
  String mailDefaultSender();

  @Setting(
      "Whether pushing to a namespace that does not exist creates an organization of that name.")
  @WithDefault("false")
  boolean createNamespaceOnPush();

  @Setting("Whether registries are granted no pushes; everything else goes on.")
  @WithDefault("false")
  boolean disablePushes();

  @Setting("Whole names of the robots that may sign in at the registry despite ROBOTS_DISALLOW.")
  @WithDefault("")
  NameList robotsWhitelist();

  @Setting(
      "Domains of e-mail addresses with which nobody may create an account, with their"
          + " subdomains; needs FEATURE_BLACKLISTED_EMAILS.")
  @WithDefault("")
  NameList blacklistedEmailDomains();
}
