package dev.wharfinger.accounts.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The addresses that clients want users to be sent back to. Source: contract neighbours 1.4. */
final class RedirectUri {

  private RedirectUri() {}

  /**
   * Whether a client may have a user sent there: to the service's own page, or to what begins like
   * the registered address on the very same host.
   */
  static boolean isAllowed(String wanted, String registered, String ownPage) {
    if (wanted.equals(ownPage)) {
      return true;
    }
    Optional<URI> uri = parse(wanted);
    Optional<URI> known = parse(registered);
    return uri.isPresent() && known.isPresent() && beginsLike(uri.get(), known.get());
  }

  /** Whether a browser could be sent there at all. */
  static boolean isUsable(String wanted) {
    return parse(wanted).isPresent();
  }

  /** The address with more parameters in its query, in the map's order. */
  static String with(String uri, Map<String, String> parameters) {
    return uri + (uri.indexOf('?') < 0 ? "?" : "&") + encoded(parameters);
  }

  /** Parameters as a query or a fragment writes them. */
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

  /** An absolute address without a fragment (RFC 6749 3.1.2), in ASCII alone. */
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
