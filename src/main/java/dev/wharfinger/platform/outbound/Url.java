package dev.wharfinger.platform.outbound;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as users write it, taken apart and not yet believed.
 *
 * @param scheme lower-case; empty when there is none
 * @param authority what stands between the slashes: user info, host and port
 * @param target path and query, beginning with a slash
 */
public record Url(String scheme, String authority, String target) {

  private static final Pattern FORM =
      Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^#]*)(?:#.*)?");
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?\\.?");
  private static final Pattern VISIBLE = Pattern.compile("[!-~]*");

  /** Takes a text apart; every text has some parts. */
  public static Url parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return new Url("", "", "/");
    }
    String rest = matcher.group(3);
    return new Url(
        Optional.ofNullable(matcher.group(1)).orElse("").toLowerCase(Locale.ROOT),
        Optional.ofNullable(matcher.group(2)).orElse(""),
        rest.startsWith("/") ? rest : "/" + rest);
  }

  /** Where this one leads to by a {@code Location}, which may be relative. */
  Url resolve(String location) {
    if (location.startsWith("//")) {
      return parse(scheme + ":" + location);
    }
    if (location.startsWith("/")) {
      return new Url(scheme, authority, location);
    }
    return parse(location);
  }

  /** Whether a request to the other one reaches the same server in the same way. */
  boolean sameOrigin(Url other) {
    return scheme.equals(other.scheme) && authority.equalsIgnoreCase(other.authority);
  }

  /** Whether user info stands before the host. */
  boolean hasCredentials() {
    return authority.indexOf('@') >= 0;
  }

  /** Whether it can be written into a request as it is. */
  boolean isWritable() {
    return VISIBLE.matcher(target).matches();
  }

  /** The host, lower-case and without brackets; empty when there is none. */
  String host() {
    if (authority.startsWith("[")) {
      int end = authority.indexOf(']');
      return end < 0 ? "" : authority.substring(1, end).toLowerCase(Locale.ROOT);
    }
    int colon = authority.indexOf(':');
    return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  /** The host as name servers know it; empty for what cannot be a name. */
  Optional<String> asciiHost() {
    try {
      String ascii = IDN.toASCII(host()).toLowerCase(Locale.ROOT);
      return HOST.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Host and port as the server is asked for them. */
  String hostHeader() {
    return authority.startsWith("[") ? authority : asciiHost().orElse("") + afterHost();
  }

  /** Small letters may be more than those that were sent, so their number tells nothing. */
  private String afterHost() {
    if (authority.startsWith("[")) {
      return authority.substring(Math.max(authority.indexOf(']'), 0) + 1);
    }
    int colon = authority.indexOf(':');
    return colon < 0 ? "" : authority.substring(colon);
  }

  /** The port, the scheme's own where none is given; empty for what is no port. */
  Optional<Integer> port() {
    String rest = afterHost();
    if (rest.isEmpty() || rest.equals(":")) {
      return Optional.of(scheme.equals("https") ? 443 : 80);
    }
    if (!rest.matches(":[0-9]{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(rest.substring(1));
    return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
  }
}
