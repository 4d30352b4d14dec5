package dev.wharfinger.config;

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

  @Setting(value = "Replicas that the journal topic must have at least.", minimum = 1)
  @WithDefault("3")
  int journalReplication();

  @Setting(
      value =
          "Replicas that must hold a record before it counts; at most WHARFINGER_JOURNAL_REPLICATION.",
      minimum = 1)
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
      minimum = 1)
  @WithDefault("12")
  int activityPartitions();

  @Setting(
      "How long the topic of reports keeps them, set when it is made. They name accounts and addresses in plain text.")
  @WithDefault("30d")
  QuayDuration activityRetention();

  @Setting(
      value = "Seconds between two countings of all sizes, which correct the counters if need be.",
      minimum = 1)
  @WithDefault("86400")
  long recountSeconds();

  @Setting(
      "Foreign issuers of signed tokens, each with the address of its public keys, as issuer=url.")
  @WithDefault("")
  TrustedIssuers trustedIssuers();

  @Setting("How long an OAuth access token lasts.")
  @WithDefault("315576000s")
  QuayDuration accessTokenLifetime();

  @Setting("How long a key signs tokens before the next one takes over.")
  @WithDefault("30d")
  QuayDuration signingKeyRotation();

  @Setting(value = "The longest request body that is read, in bytes.", minimum = 1)
  @WithDefault("1048576")
  long maxBodyBytes();

  @Setting(
      "Name servers, as address or address:port, that are asked for hosts named by users; unset, those of the system.")
  @WithDefault("")
  Names dnsServers();

  @Setting(value = "Seconds that the answer of a host named by a user may take.", minimum = 1)
  @WithDefault("30")
  long outboundPatienceSeconds();

  @Setting(
      "Names of the registries that tokens are issued for, each as the registry has it under auth.token.service; unset, SERVER_HOSTNAME.")
  @WithDefault("")
  Names registryServices();

  @Setting(
      value =
          "Address of the registry itself, as https://registry:5000. Where it is set, the registry is asked for the size of every blob that it did not tell by an event.",
      format = "http-address")
  Optional<String> registryUrl();

  @Setting("Whether the journal is published as the audit feed.")
  @WithDefault("true")
  boolean auditFeed();

  @Setting(
      "Whether the audit feed shows personal data as the usage logs do; otherwise digests stand for them.")
  @WithDefault("true")
  boolean auditPersonalData();

  @Setting(
      value =
          "Partitions of the audit feed's topic when it is made; each keeps the order of its keys.",
      minimum = 1)
  @WithDefault("1")
  int auditPartitions();

  @Setting("Address that captchas are checked at if FEATURE_RECAPTCHA is on.")
  @WithDefault("https://www.google.com/recaptcha/api/siteverify")
  String recaptchaAddress();
}
