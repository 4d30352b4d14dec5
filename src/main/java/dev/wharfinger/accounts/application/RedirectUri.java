package dev.wharfinger.accounts.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The redirect addresses of clients. Source: contract neighbours 1.4. */
final class RedirectUri {

  private RedirectUri() {}

  /**
   * Whether a client may redirect to an address: the service's own page, or one that begins with
   * the registered address on exactly the same host.
   */
  static boolean isAllowed(String wanted, String registered, String ownPage) {
    if (wanted.equals(ownPage)) {
      return true;
    }
    Optional<URI> uri = parse(wanted);
    Optional<URI> known = parse(registered);
    return uri.isPresent() && known.isPresent() && beginsLike(uri.get(), known.get());
  }

  /** Whether a browser could be redirected there at all. */
  static boolean isUsable(String wanted) {
    return parse(wanted).isPresent();
  }

  /** The address with more parameters in its query, in the map's order. */
  static String with(String uri, Map<String, String> parameters) {
    return uri + (uri.indexOf('?') < 0 ? "?" : "&") + encoded(parameters);
  }

  /** Parameters encoded for a query or a fragment. */
  static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static boolean beginsLike(URI uri, URI known) {
    String place = Objects.toString(uri.getRawAuthority(), "") + uri.getRawPath();
    return uri.getScheme().equals(known.getScheme())
        && Objects.equals(uri.getRawAuthority(), known.getRawAuthority())
        && !place.contains("@")
        && !place.contains("..")
        && uri.getRawPath().startsWith(known.getRawPath())
        && uri.getRawPath().indexOf('%', known.getRawPath().length()) < 0;
  }

  /** An absolute address without a fragment (RFC 6749 3.1.2), in ASCII only. */
  private static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean sound =
          uri.isAbsolute()
              && !uri.isOpaque()
              && uri.getRawFragment() == null
              && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
      return sound ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
