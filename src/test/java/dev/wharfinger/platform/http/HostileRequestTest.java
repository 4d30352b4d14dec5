package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that no client library would send: whatever comes in, never a 5xx. */
@QuarkusTest
@TestProfile(RequestIntakeProfile.class)
class HostileRequestTest {

  private static final int CLOSED = 0;
  private static final String JSON = "POST /api/v1/probe/x HTTP/1.1|Content-Type: application/json";

  /** Enough for an interim answer and the final one's first line. */
  private static final int STATUS_LINES = 45;

  private static final Pattern STATUS = Pattern.compile("HTTP/\\S* ((?!100)\\d{3}) ");

  @TestHTTPResource("/")
  URI root = URI.create("http://localhost/");

  @ParameterizedTest
  @MethodSource("requests")
  void getsAClearAnswer(String head, String body, int status) throws IOException {
    assertThat(statusOf(bytes(head, body))).as(head).isEqualTo(status);
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("GET /api/v1/probe/%zz HTTP/1.1", "", 400),
        Arguments.of("GET /api/v1/probe/% HTTP/1.1", "", 400),
        Arguments.of("GET /%zz HTTP/1.1", "", 400),
        Arguments.of("GET /api/v1/probe/%00 HTTP/1.1", "", 404),
        Arguments.of("GET /api/v1/probe/%ff%fe HTTP/1.1", "", 404),
        Arguments.of("GET /api/v1/probe/%ed%a0%80 HTTP/1.1", "", 404),
        Arguments.of("GET /api/v1/probe/ä HTTP/1.1", "", 400),
        Arguments.of("GET /api/v1/probe/x;a=%00 HTTP/1.1", "", 404),
        Arguments.of("GET /api/v1/probe/x;a=b;;= HTTP/1.1", "", 404),
        Arguments.of("GET /api/v1/probe/x?a=%00 HTTP/1.1", "", 400),
        Arguments.of("GET /api/v1/probe/x?%zz=%&&=&a HTTP/1.1", "", 400),
        Arguments.of("GET /api/v1/probe/x?a=%ff&&=&a&=& HTTP/1.1", "", 200),
        Arguments.of("GET /api/v1/probe/x?limit=ä HTTP/1.1", "", 400),
        Arguments.of("GET /api/v1/../v1/probe/x HTTP/1.1", "", 404),
        Arguments.of("GET //api/v1//probe/x HTTP/1.1", "", 404),
        Arguments.of("GET /%61pi/v1/probe/x HTTP/1.1", "", 200),
        Arguments.of("GET /../../api HTTP/1.1", "", 404),
        Arguments.of("GET http://other/api/v1/probe/x HTTP/1.1", "", 200),
        Arguments.of("GET api/v1/probe/x HTTP/1.1", "", 404),
        Arguments.of("GET * HTTP/1.1", "", 404),
        Arguments.of("OPTIONS * HTTP/1.1", "", 404),
        Arguments.of("TRACE /api/v1/probe/x HTTP/1.1", "", 405),
        Arguments.of("MADEUP /api/v1/probe/x HTTP/1.1", "", 405),
        Arguments.of("MADEUP /api/v1/nothing HTTP/1.1", "", 404),
        Arguments.of("GET /api/v1/probe/" + "x".repeat(100_000) + " HTTP/1.1", "", 414),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|X: " + "x".repeat(100_000), "", 431),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|Accept: ;;;", "", 200),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|Accept: text/html;q=x", "", 200),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|Content-Type: ;;;", "", 200),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|Content-Length: 3", "abc", 200),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|Cookie: =;;\u0001", "", 400),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|Authorization: Bearer  a  b", "", 200),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|Authorization: Basic !!!", "", 200),
        Arguments.of("GET /api/v1/nothing HTTP/1.1|Host: a\"b<c>", "", 400),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|Host:", "", 200),
        Arguments.of("GET /api/v1/nothing HTTP/1.1|X-Forwarded-Proto: ,", "", 404),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|If-Modified-Since: x|Range: bytes=x", "", 200),
        Arguments.of("GET /api/v1/probe/x HTTP/1.1|Accept-Language: ;;q=", "", 200),
        Arguments.of("nonsense", "", 400),
        Arguments.of(JSON + "|Content-Length: 12", "{\"name\":\"a\"}", 200),
        Arguments.of(JSON + "|Content-Length: 10|Expect: 100-continue", "{\"name\":1}", 400),
        Arguments.of(JSON + "|Content-Length: 99999999999999999999", "", 400),
        Arguments.of(JSON + "|Content-Length: -1", "", 400),
        Arguments.of(JSON + "|Content-Length: 20000000", "", 413),
        Arguments.of(JSON + "|Content-Length: 10001", "", 413),
        Arguments.of(
            JSON + "|Transfer-Encoding: chunked", "c\r\n{\"name\":\"a\"}\r\n0\r\n\r\n", 200),
        Arguments.of(JSON + "|Transfer-Encoding: chunked", "zz\r\n", CLOSED),
        Arguments.of(
            JSON + "|Transfer-Encoding: chunked", "2711\r\n" + "x".repeat(10_001) + "\r\n", 413),
        Arguments.of(
            "POST /api/v1/probe/x HTTP/1.1|Content-Type: application/x-www-form-urlencoded"
                + "|Content-Length: 3",
            "%zz",
            415),
        Arguments.of(
            "POST /api/v1/probe-fault/x HTTP/1.1|Content-Type: multipart/form-data|Content-Length: 3",
            "--x",
            202),
        Arguments.of(
            "POST /api/v1/probe-fault/x HTTP/1.1|Content-Type: application/x-www-form-urlencoded"
                + "|Content-Length: 3",
            "%zz",
            202),
        Arguments.of("DELETE /api/v1/probe/x HTTP/1.1|Content-Length: 3", "abc", 204));
  }

  @Test
  void survivesRandomBytes() throws IOException {
    Random random = new Random(20260821);
    String valid = "POST /api/v1/probe/x?limit=5 HTTP/1.1|Content-Type: application/json";
    byte[] request = bytes(valid + "|Content-Length: 12", "{\"name\":\"a\"}");
    for (int round = 0; round < 400; round++) {
      byte[] changed = request.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      String shown = new String(changed, StandardCharsets.ISO_8859_1);
      assertThat(statusOf(changed)).as(shown).isNotIn(500, 502, 504);
    }
  }

  private static byte[] bytes(String head, String body) {
    List<String> lines = Arrays.asList(head.split("\\|", -1));
    String host = head.contains("|Host:") ? "" : "Host: localhost\r\n";
    return (lines.getFirst()
            + "\r\n"
            + host
            + String.join("", lines.stream().skip(1).map(line -> line + "\r\n").toList())
            + "\r\n"
            + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The status line's number; CLOSED when the connection is closed or silent for want of more
   * input.
   */
  private int statusOf(byte[] request) throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(700);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      Matcher status =
          STATUS.matcher(
              new String(
                  socket.getInputStream().readNBytes(STATUS_LINES), StandardCharsets.US_ASCII));
      return status.find() ? Integer.parseInt(status.group(1)) : CLOSED;
    } catch (SocketTimeoutException | SocketException e) {
      return CLOSED;
    }
  }
}
