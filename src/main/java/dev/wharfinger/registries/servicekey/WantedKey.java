package dev.wharfinger.registries.servicekey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The service key requested by a client. Source: contract superuser 6.1. */
record WantedKey(
    String service, String name, String metadata, String notes, Expiration expiration) {

  /** The metadata keys set by the service itself. */
  private static final List<String> OWN_METADATA = List.of("created_by", "creator", "ip");

  private static final Pattern SERVICE = Pattern.compile("[a-z0-9_]{1,255}");

  static WantedKey of(ObjectNode body) {
    ObjectNode metadata =
        body.path("metadata") instanceof ObjectNode given
            ? given.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    return new WantedKey(
        body.get("service").textValue(),
        body.path("name").asText(),
        metadata.remove(OWN_METADATA).toString(),
        body.path("notes").asText(),
        Expiration.of(body.get("expiration")));
  }

  Optional<ServiceKeyRejection> issue(Instant now) {
    return FriendlyName.issue(name)
        .or(() -> expiration.issue(now, ServiceKeyRejection.Simple.CREATED_EXPIRED))
        .or(() ->
            SERVICE.matcher(service).matches()
                ? Optional.empty()
                : Optional.of(ServiceKeyRejection.Simple.INVALID_SERVICE_NAME));
  }

  @Nullable Instant expires() {
    return switch (expiration) {
      case Expiration.At(Instant time) -> time;
      case Expiration.Impossible _ -> null;
    };
  }
}
