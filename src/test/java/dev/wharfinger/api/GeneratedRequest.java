package dev.wharfinger.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A request as it goes over the wire, and how it came about.
 *
 * @param index its number; with the seed of the run it makes the same request again
 * @param operation the operationId that it was made of
 * @param headers names and values, each character a byte
 */
@SuppressWarnings("ArrayRecordComponent")
record GeneratedRequest(
    long index,
    String operation,
    Role role,
    Set<Twist> twists,
    String method,
    String target,
    List<Header> headers,
    byte[] body,
    Framing framing) {

  private static final int SHOWN = 3000;

  /** A line of the head. */
  record Header(String name, String value) {}

  boolean has(String header) {
    return headers.stream().anyMatch(it -> it.name().equalsIgnoreCase(header));
  }

  /** The first value of a header; empty without one. */
  String header(String name) {
    return headers.stream()
        .filter(it -> it.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  /** The path, as it is sent. */
  String path() {
    return target.split("\\?", 2)[0];
  }

  /** Whether a text was part of what was sent. */
  boolean contains(String text) {
    return new String(Framing.LENGTH.wire(this, ""), StandardCharsets.UTF_8).contains(text)
        || new String(Framing.LENGTH.wire(this, ""), StandardCharsets.ISO_8859_1).contains(text);
  }

  /** A command that sends the same bytes. */
  String replay(String host) {
    StringBuilder text = new StringBuilder();
    for (byte octet : framing.wire(this, host)) {
      text.append(escaped((char) (octet & 0xff)));
    }
    String shown =
        text.length() <= SHOWN
            ? text.toString()
            : text.substring(0, SHOWN) + " [" + body.length + " bytes of body in all]";
    return "printf '%b' '" + shown + "' | nc " + host.replace(':', ' ');
  }

  private static String escaped(char octet) {
    return switch (octet) {
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      case '\\' -> "\\\\";
      case '\'' -> "\\0047";
      default ->
          octet < ' ' || octet > '~'
              ? "\\0" + String.format("%03o", (int) octet)
              : String.valueOf(octet);
    };
  }
}
