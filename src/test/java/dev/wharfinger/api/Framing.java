package dev.wharfinger.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** How the bytes of a request are put together. Source: RFC 9112. */
enum Framing {
  LENGTH(true),
  CHUNKED(true),
  CHUNKED_WITH_EXTENSIONS(true),
  EXPECTS_CONTINUE(true),
  LENGTH_TOO_LONG(false),
  LENGTH_TOO_SHORT(false),
  TWO_LENGTHS(false),
  LENGTH_AND_CHUNKS(false),
  LENGTH_IS_NO_NUMBER(false),
  LENGTH_IS_NEGATIVE(false),
  LENGTH_IS_HUGE(false),
  CHUNKS_ARE_BROKEN(false),
  UNKNOWN_CODING(false),
  LINE_FEEDS_ALONE(false),
  HEADER_WITHOUT_COLON(false),
  SPACE_BEFORE_COLON(false),
  FOLDED_HEADER(false),
  NUL_IN_HEADER(false),
  HTTP_1_0(false),
  HTTP_9(false),
  NO_VERSION(false),
  NO_HOST(false),
  TWO_HOSTS(false),
  LONG_TARGET(false),
  LONG_HEADERS(false),
  UNKNOWN_EXPECTATION(false);

  private static final String END = "\r\n";

  private final boolean sound;

  Framing(boolean sound) {
    this.sound = sound;
  }

  /** Whether it is a correct message, which must be answered; else it may be cut off as well. */
  boolean isSound() {
    return sound;
  }

  /** The bytes of a request. */
  byte[] wire(GeneratedRequest request, String host) {
    String version =
        switch (this) {
          case HTTP_1_0 -> " HTTP/1.0";
          case HTTP_9 -> " HTTP/9.9";
          case NO_VERSION -> "";
          default -> " HTTP/1.1";
        };
    String target =
        this == LONG_TARGET ? request.target() + "?" + "q".repeat(20_000) : request.target();
    String hosts =
        switch (this) {
          case NO_HOST -> "";
          case TWO_HOSTS -> "Host: " + host + END + "Host: other.example" + END;
          default -> request.has("Host") ? "" : "Host: " + host + END;
        };
    String head =
        request.method()
            + " "
            + target
            + version
            + END
            + hosts
            + request.headers().stream()
                .map(header -> header.name() + ": " + header.value() + END)
                .collect(Collectors.joining())
            + oddHeader()
            + lengths(request.body().length)
            + END;
    return bytes(this == LINE_FEEDS_ALONE ? head.replace(END, "\n") : head, request.body());
  }

  private String oddHeader() {
    return switch (this) {
      case HEADER_WITHOUT_COLON -> "What is this" + END;
      case SPACE_BEFORE_COLON -> "X-Space : there" + END;
      case FOLDED_HEADER -> "X-Folded: one" + END + " two" + END;
      case NUL_IN_HEADER -> "X-Nul: a\0b" + END;
      case LONG_HEADERS -> ("X-Long: " + "h".repeat(900) + END).repeat(40);
      case EXPECTS_CONTINUE -> "Expect: 100-continue" + END;
      case UNKNOWN_EXPECTATION -> "Expect: a-miracle" + END;
      default -> "";
    };
  }

  private String lengths(int length) {
    return switch (this) {
      case CHUNKED, CHUNKED_WITH_EXTENSIONS, CHUNKS_ARE_BROKEN ->
          "Transfer-Encoding: chunked" + END;
      case LENGTH_AND_CHUNKS -> "Transfer-Encoding: chunked" + END + length("" + length);
      case UNKNOWN_CODING -> "Transfer-Encoding: zip, identity" + END;
      case LENGTH_TOO_LONG -> length("" + (length + 1000));
      case LENGTH_TOO_SHORT -> length("" + length / 2);
      case TWO_LENGTHS -> length("" + length) + length("" + (length + 1));
      case LENGTH_IS_NO_NUMBER -> length("0x" + length);
      case LENGTH_IS_NEGATIVE -> length("-1");
      case LENGTH_IS_HUGE -> length("99999999999999999999");
      default -> length("" + length);
    };
  }

  private static String length(String value) {
    return "Content-Length: " + value + END;
  }

  private byte[] bytes(String head, byte[] body) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream(head.length() + body.length + 64);
    wire.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    switch (this) {
      case CHUNKED, LENGTH_AND_CHUNKS -> chunks(wire, body, "", "");
      case CHUNKED_WITH_EXTENSIONS -> chunks(wire, body, ";name=\"value\"", "X-Trailer: t" + END);
      case CHUNKS_ARE_BROKEN -> wire.writeBytes(ascii("zz" + END + "5" + END));
      default -> wire.writeBytes(body);
    }
    return wire.toByteArray();
  }

  private static void chunks(
      ByteArrayOutputStream wire, byte[] body, String extension, String trailer) {
    int size = Math.max(1, body.length / 3);
    for (int from = 0; from < body.length; from += size) {
      int length = Math.min(size, body.length - from);
      wire.writeBytes(ascii(Integer.toHexString(length) + extension + END));
      wire.write(body, from, length);
      wire.writeBytes(ascii(END));
    }
    wire.writeBytes(ascii("0" + END + trailer + END));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
