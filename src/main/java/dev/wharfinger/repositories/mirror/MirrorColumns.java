package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.mirror.MirrorEvent.Connection;
import dev.wharfinger.repositories.mirror.MirrorEvent.Credential;
import dev.wharfinger.repositories.mirror.MirrorEvent.Proxy;
import dev.wharfinger.repositories.mirror.MirrorEvent.Settings;
import io.vertx.mutiny.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The settings of a mirror as columns of its row. */
final class MirrorColumns {

  /** In the order of {@link #values}. */
  static final List<String> NAMES =
      List.of(
          "enabled",
          "reference",
          "username",
          "sealed_password",
          "sealed_for",
          "verify_tls",
          "unsigned_images",
          "has_proxy",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "tags",
          "interval_s",
          "starts",
          "timeout_s",
          "architectures");

  private MirrorColumns() {}

  static List<@Nullable Object> values(Settings settings) {
    Credential password = settings.password();
    Optional<Proxy> proxy = Optional.ofNullable(settings.connection().proxy());
    List<@Nullable Object> values = new ArrayList<>();
    values.add(settings.enabled());
    values.add(settings.reference());
    values.add(readable(settings.username()));
    values.add(password == null ? null : readable(password.secret()));
    values.add(password == null ? null : password.sealedFor());
    values.add(settings.connection().verifyTls());
    values.add(settings.connection().unsignedImages());
    values.add(proxy.isPresent());
    values.add(proxy.map(Proxy::http).orElse(null));
    values.add(proxy.map(Proxy::https).orElse(null));
    values.add(proxy.map(Proxy::exceptions).orElse(null));
    values.add(settings.tags().toArray(String[]::new));
    values.add(settings.intervalSeconds());
    values.add(settings.start().atOffset(ZoneOffset.UTC));
    values.add(settings.timeoutSeconds());
    values.add(settings.architectures().toArray(String[]::new));
    return values;
  }

  static Settings settings(Row row, UUID key) {
    return new Settings(
        row.getBoolean("enabled"),
        row.getString("reference"),
        personal(row.getString("username"), key),
        password(row, key),
        new Connection(row.getBoolean("verify_tls"), row.getBoolean("unsigned_images"), proxy(row)),
        Arrays.asList(row.getArrayOfStrings("tags")),
        row.getLong("interval_s"),
        row.getOffsetDateTime("starts").toInstant(),
        row.getLong("timeout_s"),
        Arrays.asList(row.getArrayOfStrings("architectures")));
  }

  private static @Nullable Credential password(Row row, UUID key) {
    Personal secret = personal(row.getString("sealed_password"), key);
    return secret == null ? null : new Credential(secret, row.getUUID("sealed_for"));
  }

  private static @Nullable Proxy proxy(Row row) {
    return row.getBoolean("has_proxy")
        ? new Proxy(
            row.getString("http_proxy"), row.getString("https_proxy"), row.getString("no_proxy"))
        : null;
  }

  private static @Nullable Personal personal(@Nullable String value, UUID key) {
    return value == null ? null : new Personal.Known(value, key);
  }

  /** None once the namespace is erased. */
  private static @Nullable String readable(@Nullable Personal value) {
    return switch (value) {
      case null -> null;
      case Personal.Known known -> known.value();
      case Personal.Erased _ -> null;
      case Personal.Sealed _ -> throw new IllegalStateException("a sealed value is not open");
    };
  }
}
