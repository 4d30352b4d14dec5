package dev.wharfinger.platform.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the reference and the schema of the configuration from the mapping interfaces. */
final class ConfigurationReference {

  private static final String INTRODUCTION =
      """
      # Configuration

      Generated from `Settings`, `NotificationSettings`, `WebSettings`, `Features` and `WharfingerSettings`; do not edit. After changing those:
      `./mvnw test -Dtest=ConfigurationReferenceTest -Dupdate.docs=true`.

      A key is an environment variable or an entry in the `config.yaml` that `WHARFINGER_CONFIG` names. Environment variables take precedence.
      A list is written with commas (`SUPER_USERS=ann,bob`), or in the file also as a YAML list. An empty value means the default.

      The service does not start with an invalid value; the message names the key and the allowed values and shows no secret. The same applies to a
      `WHARFINGER_` key that does not exist. Other unknown keys of a Quay `config.yaml` have no effect and are listed once at startup.

      A duration is a whole number followed by `s`, `m`, `h`, `d` or `w`, at most a hundred years. Secrets are marked with \u2020.

      ## Secrets from files

      A secret can be in a file instead, as containers mount them: `WHARFINGER_MASTER_KEY_FILE=/run/secrets/master-key` names the file that holds `WHARFINGER_MASTER_KEY`. The same holds for every key marked with \u2020, and for
      `QUARKUS_DATASOURCE_PASSWORD`, `KAFKA_SASL_JAAS_CONFIG`, `KAFKA_SSL_KEYSTORE_PASSWORD`, `KAFKA_SSL_KEY_PASSWORD` and `KAFKA_SSL_TRUSTSTORE_PASSWORD`. One line break at the end of a file is not part of the secret. The service does not
      start if a file is missing, empty, not text in UTF-8 or larger than 64 KiB, or if a secret is set both ways; the message names the file and shows nothing of it. Files are read once, at startup.

      ## Behind a proxy

      By default, the client address is the peer address of the connection. Behind a proxy, that is the proxy's address: it would appear in all usage logs, and throttling
      after failed sign-ins would affect all clients. If every connection comes from a proxy that sets the header itself, instead of
      appending to the client's header (the first address in the header counts), trust the header:

          QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING=true      # X-Forwarded-For, X-Forwarded-Proto
          QUARKUS_HTTP_PROXY_TRUSTED_PROXIES=10.0.0.0/8         # and only from these addresses

      or use the PROXY protocol: `QUARKUS_HTTP_PROXY_USE_PROXY_PROTOCOL=true`. Do neither without a proxy, because any client could then choose
      its address. With `PREFERRED_URL_SCHEME=https`, neither setting and no certificate of its own, the service logs a warning at startup.
      """;

  private ConfigurationReference() {}

  /** The text of {@code docs/configuration.md}. */
  static String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    section(page, "Wharfinger's own keys", WharfingerSettings.class);
    section(page, "Quay's keys", Settings.class);
    section(page, "Quay's switches", Features.class);
    return page.toString();
  }

  /** The text of {@code config-schema.json}. */
  static String schema() {
    Map<String, Object> properties = new TreeMap<>();
    List<String> required = new ArrayList<>();
    for (Class<?> type : List.of(WharfingerSettings.class, Settings.class, Features.class)) {
      methods(type)
          .forEach((key, method) -> {
            properties.put(key, property(method));
            if (isRequired(method)) {
              required.add(key);
            }
          });
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("type", "object");
    schema.put("description", "Configuration of Wharfinger: Quay's keys and its own.");
    schema.put("required", required);
    schema.put("properties", properties);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void section(StringBuilder page, String title, Class<?> type) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
    methods(type)
        .forEach((key, method) ->
            page.append(
                "| `%s`%s | %s | %s | %s |%n"
                    .formatted(
                        key,
                        isSecret(method) ? " \u2020" : "",
                        words(property(method)),
                        fallback(method),
                        meaning(method).value())));
  }

  private static Map<String, Method> methods(Class<?> type) {
    String prefix = type == WharfingerSettings.class ? "WHARFINGER_" : "";
    Map<String, Method> methods = new TreeMap<>();
    for (Method method : type.getMethods()) {
      boolean inherited = method.getDeclaringClass() != type;
      if (!method.isSynthetic() && !(inherited && method.getDeclaringClass() == Features.class)) {
        methods.put(prefix + key(method.getName()), method);
      }
    }
    return methods;
  }

  private static String key(String method) {
    return method.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  private static Setting meaning(Method method) {
    return Objects.requireNonNull(method.getAnnotation(Setting.class), method::toString);
  }

  private static Map<String, Object> property(Method method) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.putAll(shape(method, valueType(method)));
    property.put("description", meaning(method).value());
    if (isSecret(method)) {
      property.put("writeOnly", true);
    }
    WithDefault fallback = method.getAnnotation(WithDefault.class);
    if (fallback != null) {
      property.put("default", SettingFormat.of(property).read(fallback.value()));
    }
    return property;
  }

  private static Map<String, Object> shape(Method method, Type type) {
    Map<String, Object> shape = new LinkedHashMap<>();
    Type item = itemType(type);
    if (item != null) {
      shape.put("type", "array");
      shape.put("items", shape(method, item));
    } else if (type == boolean.class) {
      shape.put("type", "boolean");
    } else if (type == int.class || type == long.class || type == Long.class) {
      shape.put("type", "integer");
      shape.put("minimum", meaning(method).minimum());
      shape.put(
          "maximum",
          type == int.class
              ? Math.min(meaning(method).maximum(), Integer.MAX_VALUE)
              : meaning(method).maximum());
    } else {
      shape.put("type", "string");
      if (type instanceof Class<?> word && Choice.class.isAssignableFrom(word)) {
        shape.put(
            "enum",
            Arrays.stream(Objects.requireNonNull(word.getEnumConstants()))
                .map(constant -> ((Choice) constant).word())
                .toList());
      }
      String format = format(method, type);
      if (format != null) {
        shape.put("format", format);
      }
      if (type == QuayDuration.class) {
        shape.put("minimum", meaning(method).minimum());
        shape.put("maximum", Math.min(meaning(method).maximum(), Setting.CENTURY));
      }
    }
    return shape;
  }

  private static @Nullable String format(Method method, Type type) {
    if (type == QuayDuration.class) {
      return "quay-duration";
    }
    if (type == TrustedIssuer.class) {
      return "issuer";
    }
    return meaning(method).format().isEmpty() ? null : meaning(method).format();
  }

  private static Type valueType(Method method) {
    Type type = method.getGenericReturnType();
    return type instanceof ParameterizedType optional && optional.getRawType() == Optional.class
        ? optional.getActualTypeArguments()[0]
        : type;
  }

  private static @Nullable Type itemType(Type type) {
    if (type == NameList.class) {
      return String.class;
    }
    if (type == TrustedIssuers.class) {
      return TrustedIssuer.class;
    }
    return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : null;
  }

  private static boolean isSecret(Method method) {
    return valueType(method) == Secret.class;
  }

  private static boolean isRequired(Method method) {
    return method.getReturnType() != Optional.class
        && !method.isAnnotationPresent(WithDefault.class);
  }

  private static String words(Map<?, ?> property) {
    return switch (SettingFormat.of(property)) {
      case SettingFormat.Switch() -> "switch";
      case SettingFormat.Number number ->
          (number.minimum() == 0 ? "number" : "number from " + number.minimum())
              + (number.maximum() == Long.MAX_VALUE || number.maximum() == Integer.MAX_VALUE
                  ? ""
                  : (number.minimum() == 0 ? " up to " : " to ") + number.maximum());
      case SettingFormat.Span span ->
          span.minimum() == 0 ? "duration" : "duration from " + span.minimum() + "s";
      case SettingFormat.Text() -> "text";
      case SettingFormat.Choice choice -> "`" + String.join("`, `", choice.words()) + "`";
      case SettingFormat.Parsed _ ->
          switch (String.valueOf(property.get("format"))) {
            case "issuer" -> "`issuer=url;audience=name`";
            default -> "text";
          };
      case SettingFormat.ListOf _ ->
          "list: " + words((Map<?, ?>) Objects.requireNonNull(property.get("items")));
    };
  }

  private static String fallback(Method method) {
    WithDefault fallback = method.getAnnotation(WithDefault.class);
    if (fallback != null) {
      return fallback.value().isEmpty() ? "none" : "`" + fallback.value() + "`";
    }
    return isRequired(method) ? "required" : "unset";
  }

  /** The types that a setting may have, so that a new one is not rendered as text by accident. */
  static boolean isRenderable(Method method) {
    Type type = valueType(method);
    Type item = Objects.requireNonNullElse(itemType(type), type);
    return Set.<Type>of(
                boolean.class,
                int.class,
                long.class,
                Long.class,
                String.class,
                Secret.class,
                QuayDuration.class,
                TrustedIssuer.class)
            .contains(item)
        || (item instanceof Class<?> word && Choice.class.isAssignableFrom(word));
  }
}
