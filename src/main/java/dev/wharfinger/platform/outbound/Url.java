package dev.wharfinger.platform.outbound;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as entered by users, split into its parts but not yet validated.
 *
 * @param scheme lower-case; empty when there is none
 * @param authority the part between the slashes: user info, host and port
 * @param target path and query, beginning with a slash
 */
public record Url(String scheme, String authority, String target) {

  private static final Pattern FORM =
      Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^#]*)(?:#.*)?");
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?\\.?");
  private static final Pattern VISIBLE = Pattern.compile("[!-~]*");

  /** Splits a text; every text has some parts. */
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

  /** The target of a {@code Location} header, which may be relative to this address. */
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

  /** Whether there is user info before the host. */
  public boolean hasCredentials() {
    return authority.indexOf('@') >= 0;
  }

  /** Whether it can be written into a request unchanged. */
  boolean isWritable() {
    return VISIBLE.matcher(target).matches();
  }

  /** The host, lower-case and without brackets; empty when there is none. */
  public String host() {
    if (authority.startsWith("[")) {
      int end = authority.indexOf(']');
      return end < 0 ? "" : authority.substring(1, end).toLowerCase(Locale.ROOT);
    }
    int colon = authority.indexOf(':');
    return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  /** The host in the form for name servers; empty if it cannot be a host name. */
  Optional<String> asciiHost() {
    try {
      String ascii = IDN.toASCII(host()).toLowerCase(Locale.ROOT);
      return HOST.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Host and port for the {@code Host} header. */
  String hostHeader() {
    return authority.startsWith("[") ? authority : asciiHost().orElse("") + afterHost();
  }

  /** Lower case may have a different length than the original, so its length cannot be used. */
  private String afterHost() {
    if (authority.startsWith("[")) {
      return authority.substring(Math.max(authority.indexOf(']'), 0) + 1);
    }
    int colon = authority.indexOf(':');
    return colon < 0 ? "" : authority.substring(colon);
  }

  /** The port, or the scheme's default if none is given; empty if it is invalid. */
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
