package dev.wharfinger.platform.config;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The keys that Quay does not have, {@code WHARFINGER_...}. */
@Unremovable
@ConfigMapping(prefix = "wharfinger-settings")
public interface WharfingerSettings {

  @Setting("Path of a Quay config.yaml to read. Environment variables take precedence over it.")
  Optional<String> config();

  @Setting(
      value =
          "Master key that encrypts the keys of personal data and secrets: 32 random bytes in"
              + " base64.",
      format = "base64-256")
  Secret masterKey();

  @Setting(
      value =
          "Master key that WHARFINGER_MASTER_KEY replaces, during a rotation only: 32 random bytes"
              + " in base64.",
      format = "base64-256")
  Optional<Secret> masterKeyPrevious();

  @Setting(
      value =
          "Cost at which passwords are hashed with bcrypt: 2 to this power rounds; 11 takes 100 to"
              + " 200 ms of a processor of 2025. Less than 10 is for tests. An existing password"
              + " keeps its hash until it is set again.",
      minimum = 4,
      maximum = 16)
  @WithDefault("11")
  int bcryptCost();

  @Setting(value = "Minimum replication factor of the journal topic.", minimum = 1, maximum = 100)
  @WithDefault("3")
  int journalReplication();

  @Setting(
      value =
          "Replicas that must have stored a record before it is acknowledged; at most"
              + " WHARFINGER_JOURNAL_REPLICATION.",
      minimum = 1,
      maximum = 100)
  @WithDefault("2")
  int journalMinInsync();

  @Setting(value = "Prefix of the names of all Kafka topics.", format = "topic-prefix")
  @WithDefault("wharfinger")
  String topicPrefix();

  @Setting(
      value =
          "Name of the transparency log in its checkpoints and keys, best a host name and a path"
              + " without a scheme. If unset, SERVER_HOSTNAME. Whoever verifies the log goes by it,"
              + " so it must not change.",
      format = "log-origin")
  Optional<String> logOrigin();

  @Setting(
      "Bearer token that registries present when they report events. If unset, only tokens"
          + " signed with an approved service key are accepted.")
  Optional<Secret> registryEventsSecret();

  @Setting(
      value =
          "Partitions that the topic of registry reports is created with; more can be added later.",
      minimum = 1,
      maximum = 10_000)
  @WithDefault("12")
  int activityPartitions();

  @Setting(
      value =
          "Retention of the topic of registry reports, set when the topic is created. Reports"
              + " contain account names and addresses in plain text.",
      minimum = 60)
  @WithDefault("30d")
  QuayDuration activityRetention();

  @Setting(
      value =
          "Seconds between two full recounts of all sizes, which correct the counters where"
              + " necessary.",
      minimum = 1,
      maximum = Setting.CENTURY)
  @WithDefault("86400")
  long recountSeconds();

  @Setting(
      "Foreign issuers of signed tokens, each as issuer=url;audience=name;client=id;claim=name:"
          + " the iss claim, the URL of the public keys, the audiences and clients whose tokens"
          + " are accepted (at least one of either; both can be repeated), and the claim that"
          + " contains the user name (default: sub).")
  @WithDefault("")
  TrustedIssuers trustedIssuers();

  @Setting(value = "Lifetime of an OAuth access token.", minimum = 1)
  @WithDefault("315576000s")
  QuayDuration accessTokenLifetime();

  @Setting(value = "How long a key signs tokens before the next key replaces it.", minimum = 1)
  @WithDefault("30d")
  QuayDuration signingKeyRotation();

  @Bound(
      of = "request body, on every route",
      unit = "bytes",
      beyond = "413",
      test = "BodyLimitsApiTest.hasOneLimitForAllRoutes")
  @Setting(value = "Maximum size of a request body, in bytes.", minimum = 1, maximum = 1L << 30)
  @WithDefault("1048576")
  long maxBodyBytes();

  @Setting(
      "Name servers, as address or address:port, that resolve host names given by users. If"
          + " unset, the name servers of the system are used.")
  @WithDefault("")
  NameList dnsServers();

  @Bound(
      of = "response of a host named by a user",
      unit = "seconds",
      beyond = "the request fails",
      test = "ValidateProxyCacheConfigApiTest.waitsForNobodyForEver")
  @Setting(
      value = "Maximum time in seconds that a host named by a user may take to respond.",
      minimum = 1,
      maximum = 600)
  @WithDefault("30")
  long outboundPatienceSeconds();

  @Setting(
      "Names of the registries that tokens are issued for, each as configured in the registry"
          + " under auth.token.service. If unset, SERVER_HOSTNAME is used.")
  @WithDefault("")
  NameList registryServices();

  @Setting(
      value =
          "URL of the registry itself, such as https://registry:5000. If set, the registry is"
              + " queried for the size of every blob that it has not reported in an event.",
      format = "http-address")
  Optional<String> registryUrl();

  @Setting(
      "Whether immutable tags that are pushed over or deleted at the registry are set to what they"
          + " were, for which WHARFINGER_REGISTRY_URL is needed. Without it this is only logged, and"
          + " the tag is immutable no more.")
  @WithDefault("false")
  boolean putBackImmutableTags();

  @Setting(
      value =
          "Hours between the starts of two walks over the attached registry, which correct what is"
              + " not known as the registry has it. 0: only on request.",
      minimum = 0,
      maximum = 8_760)
  @WithDefault("0")
  int reconciliationHours();

  @Setting(
      value = "Requests to the attached registry at a time during a walk over it.",
      minimum = 1,
      maximum = 64)
  @WithDefault("4")
  @Bound(
      of = "requests to the attached registry at a time during a walk over it",
      unit = "requests",
      beyond = "they wait",
      test = "ReconciliationLimitsIT.asksForNoMoreAtATimeThanItMay")
  int reconciliationRequests();

  @Setting(
      value = "Pause in milliseconds after each request of a walk over the attached registry.",
      minimum = 0,
      maximum = 60_000)
  @WithDefault("10")
  int reconciliationPauseMilliseconds();

  @Setting("Whether the journal is published as the audit feed.")
  @WithDefault("true")
  boolean auditFeed();

  @Setting(
      "Whether the audit feed contains personal data, as the usage logs do. If not, it contains"
          + " digests instead; once a user is erased, no copy of the feed reveals the data.")
  @WithDefault("false")
  boolean auditPersonalData();

  @Setting(
      value =
          "Retention of the audit topic if WHARFINGER_AUDIT_PERSONAL_DATA is on. Without"
              + " personal data, the topic keeps messages forever unless you set a retention on"
              + " the topic yourself.",
      minimum = 60)
  @WithDefault("30d")
  @Bound(
      of = "retention of personal data on the audit topic",
      unit = "as configured",
      beyond = "Kafka deletes it",
      test = "AuditFeedApiTest.personalDataLeaveTheTopicAfterAWhile")
  QuayDuration auditRetention();

  @Setting(
      value =
          "Partitions that the audit topic is created with; messages with the same key stay in"
              + " order.",
      minimum = 1,
      maximum = 10_000)
  @WithDefault("1")
  int auditPartitions();

  @Setting("URL at which captchas are verified if FEATURE_RECAPTCHA is on.")
  @WithDefault("https://www.google.com/recaptcha/api/siteverify")
  String recaptchaAddress();

  @Setting("Whether Swagger UI is served at /q/swagger-ui/, to try the API in a browser.")
  @WithDefault("false")
  boolean swaggerUi();
}
