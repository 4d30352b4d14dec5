package dev.wharfinger.repositories.repositorynotification;

import static dev.wharfinger.platform.http.Schema.object;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.outbound.Url;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.Target;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.TargetKind;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.BadConfig;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.UnknownEvent;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.UnknownMethod;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.UnknownTarget;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The notification requested by a client. Source: contract repositories 6.1, 6.2. */
record WantedNotification(
    String event,
    String method,
    ObjectNode config,
    ObjectNode eventConfig,
    Optional<String> title) {

  @Bound(
      of = "config, and eventConfig, of a notification of a repository, as JSON",
      unit = "bytes",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstByteTooMany")
  static final int MOST_BYTES = 16_384;

  static final Schema BODY =
      Schema.object()
          .required("event", "method", "config", "eventConfig")
          .property("event", text(TextLengths.NAME).description("what to tell of"))
          .property("method", text(TextLengths.NAME).description("how to tell"))
          .property(
              "config",
              object().atMostBytes(MOST_BYTES).description("how to reach the receiver, by method"))
          .property(
              "eventConfig",
              object()
                  .atMostBytes(MOST_BYTES)
                  .description("what the events are limited to, by event"))
          .property("title", text(TextLengths.NAME));

  /** Hosts of this machine, whatever the operator forbids besides. */
  private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1");

  static WantedNotification of(ObjectNode body) {
    return new WantedNotification(
        body.get("event").textValue(),
        body.get("method").textValue(),
        (ObjectNode) body.get("config"),
        (ObjectNode) body.get("eventConfig"),
        Optional.ofNullable(body.get("title")).map(JsonNode::textValue));
  }

  /** Who is named as the target. */
  record NamedTarget(TargetKind kind, String name) {}

  /**
   * What is known of the receiver.
   *
   * @param agreed whether the owner of the e-mail address agreed
   * @param target empty if there is none of that name
   */
  record Receiver(boolean agreed, Optional<Target> target) {

    static final Receiver ELSEWHERE = new Receiver(false, Optional.empty());
  }

  Optional<NotificationMethod> knownMethod() {
    return NotificationMethod.of(method);
  }

  /** A text of the configuration; empty if it is none or an empty one. */
  Optional<String> configured(String key) {
    return Optional.ofNullable(config.path(key).textValue()).filter(text -> !text.isEmpty());
  }

  /** The target, if it is complete. */
  Optional<NamedTarget> target() {
    JsonNode target = config.path("target");
    Optional<String> name =
        Optional.ofNullable(target.path("name").textValue()).filter(text -> !text.isEmpty());
    return Arrays.stream(TargetKind.values())
        .filter(
            kind -> kind.name().toLowerCase(Locale.ROOT).equals(target.path("kind").textValue()))
        .findFirst()
        .flatMap(kind -> name.map(it -> new NamedTarget(kind, it)));
  }

  /** What is kept of the configuration, beside the target. */
  ObjectNode keptConfig() {
    ObjectNode kept = config.deepCopy();
    if (method.equals(NotificationMethod.QUAY_NOTIFICATION.word())) {
      kept.remove("target");
    }
    return kept;
  }

  /**
   * Why it is refused, if it is, with checks in Quay's order.
   *
   * @param namespace the name of the repository's
   * @param forbiddenHosts WEBHOOK_HOSTNAME_BLACKLIST
   */
  Optional<RepositoryNotificationRejection> fault(
      String namespace, Receiver receiver, Set<String> forbiddenHosts) {
    Optional<NotificationMethod> known = knownMethod();
    if (known.isEmpty()) {
      return Optional.of(new UnknownMethod(method));
    }
    Optional<RepositoryNotificationRejection> ofMethod =
        switch (known.get()) {
          case WEBHOOK -> webhook(forbiddenHosts);
          case EMAIL -> email(receiver);
          case SLACK -> present("url", ConfigFault.NO_SLACK_URL);
          case QUAY_NOTIFICATION -> told(namespace, receiver);
          case FLOWDOCK -> present("flow_api_token", ConfigFault.NO_FLOWDOCK_TOKEN);
          case HIPCHAT ->
              present("notification_token", ConfigFault.NO_HIPCHAT_TOKEN)
                  .or(() -> present("room_id", ConfigFault.NO_HIPCHAT_ROOM));
        };
    return ofMethod.or(() ->
        NotifiedEvent.of(event).isPresent()
            ? Optional.empty()
            : Optional.of(new UnknownEvent(event)));
  }

  private Optional<RepositoryNotificationRejection> present(String key, ConfigFault otherwise) {
    JsonNode value = config.path(key);
    boolean there = configured(key).isPresent() || value.isNumber();
    return there ? Optional.empty() : fault(otherwise);
  }

  private Optional<RepositoryNotificationRejection> webhook(Set<String> forbiddenHosts) {
    JsonNode url = config.path("url");
    if (url.isMissingNode() || url.isNull() || (url.isTextual() && url.textValue().isEmpty())) {
      return fault(ConfigFault.NO_WEBHOOK_URL);
    }
    if (!url.isTextual() || !isAllowed(Url.parse(url.textValue()), forbiddenHosts)) {
      return fault(ConfigFault.INVALID_WEBHOOK_URL);
    }
    JsonNode template = config.path("template");
    boolean none =
        template.isMissingNode()
            || template.isNull()
            || (template.isTextual() && template.textValue().isEmpty());
    return none ? Optional.empty() : BodyTemplate.fault(template);
  }

  private static boolean isAllowed(Url url, Set<String> forbiddenHosts) {
    String host = url.host();
    return (url.scheme().equals("http") || url.scheme().equals("https"))
        && !host.isEmpty()
        && !url.hasCredentials()
        && !OWN_HOSTS.contains(host)
        && !forbiddenHosts.contains(host);
  }

  private Optional<RepositoryNotificationRejection> email(Receiver receiver) {
    if (configured("email").isEmpty()) {
      return fault(ConfigFault.NO_EMAIL);
    }
    return receiver.agreed() ? Optional.empty() : fault(ConfigFault.UNAUTHORIZED_EMAIL);
  }

  private Optional<RepositoryNotificationRejection> told(String namespace, Receiver receiver) {
    Optional<NamedTarget> named = target();
    if (named.isEmpty()) {
      return fault(ConfigFault.NO_TARGET);
    }
    NamedTarget target = named.get();
    if (receiver.target().isEmpty()) {
      return Optional.of(new UnknownTarget(target.kind(), target.name()));
    }
    return target.kind() == TargetKind.ORG && !target.name().equals(namespace)
        ? fault(ConfigFault.FOREIGN_ORGANIZATION)
        : Optional.empty();
  }

  private static Optional<RepositoryNotificationRejection> fault(ConfigFault fault) {
    return Optional.of(new BadConfig(fault));
  }
}
