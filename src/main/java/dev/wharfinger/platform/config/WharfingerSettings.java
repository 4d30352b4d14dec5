package dev.wharfinger.platform.config;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The keys that Quay does not have, {@code WHARFINGER_...}. */
@Unremovable
@ConfigMapping(prefix = "wharfinger-settings")
public interface WharfingerSettings {

  @Setting("Path of a config.yaml of Quay to read; the environment wins over it.")
  Optional<String> config();

  @Setting(
      value = "Key that protects the keys of personal data and secrets: base64 of 32 random bytes.",
      format = "base64-256")
  Secret masterKey();

  @Setting(
      value = "Replicas that the journal topic must have at least.",
      minimum = 1,
      maximum = 100)
  @WithDefault("3")
  int journalReplication();

  @Setting(
      value =
          "Replicas that must hold a record before it counts; at most WHARFINGER_JOURNAL_REPLICATION.",
      minimum = 1,
      maximum = 100)
  @WithDefault("2")
  int journalMinInsync();

  @Setting(value = "Beginning of the names of all Kafka topics.", format = "topic-prefix")
  @WithDefault("wharfinger")
  String topicPrefix();

  @Setting(
      "What registries present as bearer token when they report events; unset, only tokens signed with an approved service key count.")
  Optional<Secret> registryEventsSecret();

  @Setting(
      value = "Partitions that the topic of reports is made with; more can be added later.",
      minimum = 1,
      maximum = 10_000)
  @WithDefault("12")
  int activityPartitions();

  @Setting(
      value =
          "How long the topic of reports keeps them, set when it is made. They name accounts and addresses in plain text.",
      minimum = 60)
  @WithDefault("30d")
  QuayDuration activityRetention();

  @Setting(
      value = "Seconds between two countings of all sizes, which correct the counters if need be.",
      minimum = 1,
      maximum = Setting.CENTURY)
  @WithDefault("86400")
  long recountSeconds();

  @Setting(
      "Foreign issuers of signed tokens, each as issuer=url;audience=name;client=id;claim=name: its iss claim, the address of its public keys,"
          + " the audiences and clients whose tokens count (at least one of either, each may come several times), and the claim that is the user's name (sub unless it is named).")
  @WithDefault("")
  TrustedIssuers trustedIssuers();

  @Setting(value = "How long an OAuth access token lasts.", minimum = 1)
  @WithDefault("315576000s")
  QuayDuration accessTokenLifetime();

  @Setting(value = "How long a key signs tokens before the next one takes over.", minimum = 1)
  @WithDefault("30d")
  QuayDuration signingKeyRotation();

  @Bound(
      of = "body of a request, on every route",
      unit = "bytes",
      beyond = "413",
      test = "BodyLimitsApiTest.hasOneLimitForAllRoutes")
  @Setting(
      value = "The longest request body that is read, in bytes.",
      minimum = 1,
      maximum = 1L << 30)
  @WithDefault("1048576")
  long maxBodyBytes();

  @Setting(
      "Name servers, as address or address:port, that are asked for hosts named by users; unset, those of the system.")
  @WithDefault("")
  NameList dnsServers();

  @Bound(
      of = "answer of a host that a user names",
      unit = "seconds",
      beyond = "there is no answer",
      test = "ValidateProxyCacheConfigApiTest.waitsForNobodyForEver")
  @Setting(
      value = "Seconds that the answer of a host named by a user may take.",
      minimum = 1,
      maximum = 600)
  @WithDefault("30")
  long outboundPatienceSeconds();

  @Setting(
      "Names of the registries that tokens are issued for, each as the registry has it under auth.token.service; unset, SERVER_HOSTNAME.")
  @WithDefault("")
  NameList registryServices();

  @Setting(
      value =
          "Address of the registry itself, as https://registry:5000. Where it is set, the registry is asked for the size of every blob that it did not tell by an event.",
      format = "http-address")
  Optional<String> registryUrl();

  @Setting("Whether the journal is published as the audit feed.")
  @WithDefault("true")
  boolean auditFeed();

  @Setting(
      "Whether the audit feed shows personal data as the usage logs do; otherwise digests stand for them, which no copy can be read by once a user is forgotten.")
  @WithDefault("false")
  boolean auditPersonalData();

  @Setting(
      value =
          "How long the topic of the audit feed keeps messages where WHARFINGER_AUDIT_PERSONAL_DATA is on; without personal data it keeps them for ever unless you set something else there.",
      minimum = 60)
  @WithDefault("30d")
  @Bound(
      of = "time that the topic of the audit feed keeps personal data",
      unit = "as configured",
      beyond = "they are deleted",
      test = "AuditFeedApiTest.personalDataLeaveTheTopicAfterAWhile")
  QuayDuration auditRetention();

  @Setting(
      value =
          "Partitions of the audit feed's topic when it is made; each keeps the order of its keys.",
      minimum = 1,
      maximum = 10_000)
  @WithDefault("1")
  int auditPartitions();

  @Setting("Address that captchas are checked at if FEATURE_RECAPTCHA is on.")
  @WithDefault("https://www.google.com/recaptcha/api/siteverify")
  String recaptchaAddress();

  @Setting("Whether Swagger UI is served at /q/swagger-ui/, to try the API in a browser.")
  @WithDefault("false")
  boolean swaggerUi();
}
