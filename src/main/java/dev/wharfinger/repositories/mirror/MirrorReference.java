package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.outbound.Url;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The repository that another one copies, as {@code registry[:port]/path}. Source: contract
 * repositories 9.1.
 */
public record MirrorReference(String authority, String path) {

  private static final Pattern WHITESPACE = Pattern.compile("\\s", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern INVALID = Pattern.compile("[?#\\\\%]");
  private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:@\\[\\]]*)(:.*)?");
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");
  private static final Pattern HOST =
      Pattern.compile(
          "\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final int MOST_PORTS = 65_535;

  /** What is wrong with a text that is no reference. */
  public enum Fault {
    EMPTY("is required"),
    WHITESPACE("must not include whitespace"),
    SCHEME("must not include a URL scheme"),
    CHARACTER("contains an invalid character"),
    NO_PATH("must include a repository path"),
    AUTHORITY("contains an invalid registry authority"),
    PORT("contains an invalid registry port"),
    HOST("must include a valid registry hostname");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    /** What clients are told, after the name of the field. */
    String words() {
      return words;
    }
  }

  /** The first thing that is wrong with a text, if anything is. */
  static Optional<Fault> fault(String text) {
    if (text.isBlank()) {
      return Optional.of(Fault.EMPTY);
    }
    if (WHITESPACE.matcher(text).find()) {
      return Optional.of(Fault.WHITESPACE);
    }
    if (text.contains("://")) {
      return Optional.of(Fault.SCHEME);
    }
    if (INVALID.matcher(text).find()) {
      return Optional.of(Fault.CHARACTER);
    }
    MirrorReference parsed = of(text);
    if (parsed.path.isEmpty()) {
      return Optional.of(Fault.NO_PATH);
    }
    var authority = AUTHORITY.matcher(parsed.authority);
    if (!authority.matches() || parsed.authority.isEmpty()) {
      return Optional.of(Fault.AUTHORITY);
    }
    if (authority.group(2) != null && !isPort(authority.group(2))) {
      return Optional.of(Fault.PORT);
    }
    return HOST.matcher(authority.group(1)).matches() ? Optional.empty() : Optional.of(Fault.HOST);
  }

  private static boolean isPort(String text) {
    if (!PORT.matcher(text).matches()) {
      return false;
    }
    int port = Integer.parseInt(text.substring(1));
    return port > 0 && port <= MOST_PORTS;
  }

  /** Splits a text that has no {@link #fault}. */
  public static MirrorReference of(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new MirrorReference(text, "")
        : new MirrorReference(
            text.substring(0, slash), text.substring(slash + 1).replaceAll("^/+|/+$", ""));
  }

  /** Where the registry is; Docker's has another name there. */
  public Url base(String scheme) {
    return new Url(scheme, authority.equals("docker.io") ? "registry-1.docker.io" : authority, "/");
  }
}
