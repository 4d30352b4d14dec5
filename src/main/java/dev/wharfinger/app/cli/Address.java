package dev.wharfinger.app.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Addresses of a service and of what it has. */
final class Address {

  private Address() {}

  /**
   * The address of a service as logins are kept under it: scheme and host in lower case, no slash
   * at the end.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String service(String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "https://" + text).parseServerAuthority();
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      if (uri.getHost() == null
          || uri.getUserInfo() != null
          || uri.getQuery() != null
          || uri.getFragment() != null
          || !(scheme.equals("http") || scheme.equals("https"))) {
        throw new IllegalArgumentException();
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String path = uri.getRawPath().replaceAll("/+$", "");
      return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is not the address of a service, such as https://wharfinger.example.com"
              .formatted(text),
          e);
    }
  }

  /**
   * A path of names, each escaped as a whole but for the slash of {@code acme/web}.
   *
   * @throws Misuse if a name is empty, or one that a path gives another meaning
   */
  static String path(String root, String... names) {
    return Stream.of(names)
        .map(name ->
            Stream.of(name.split("/", -1)).map(Address::segment).collect(Collectors.joining("/")))
        .collect(Collectors.joining("/", root + (names.length == 0 ? "" : "/"), ""));
  }

  private static String segment(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new Misuse("'%s' is not a name.".formatted(name));
    }
    return escape(name);
  }

  /** A query of what is not null; with its question mark, if anything is left. */
  static String query(Map<String, @Nullable String> values) {
    return values.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .map(entry -> entry.getKey() + "=" + escape(String.valueOf(entry.getValue())))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("&"), text -> text.isEmpty() ? "" : "?" + text));
  }

  /** A query with one more value. */
  static Map<String, @Nullable String> with(
      Map<String, @Nullable String> query, String name, @Nullable String value) {
    Map<String, @Nullable String> more = new LinkedHashMap<>(query);
    more.put(name, value);
    return more;
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A command that means nothing; the exit code is 2. */
  static final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misuse(String message) {
      super(message);
    }
  }
}
