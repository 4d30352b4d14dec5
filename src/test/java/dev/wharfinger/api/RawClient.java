package dev.wharfinger.api;

import dev.wharfinger.api.GeneratedRequest.Header;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 client that sends whatever bytes it is given over a connection that it keeps, and
 * takes nothing for an answer that is not well formed.
 */
final class RawClient implements Closeable {

  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int LONGEST_BODY = 32 << 20;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/(\\d\\.\\d) ([1-5]\\d\\d) .*");
  private static final Pattern HEADER_LINE =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");

  private final String host;
  private final InetSocketAddress address;
  private @Nullable Socket socket;
  private @Nullable InputStream in;
  private @Nullable Last last;

  RawClient(int port) {
    this.host = "localhost:" + port;
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** What went over the connection before. */
  private record Last(GeneratedRequest request, Outcome.Answer answer) {}

  /** What came back. */
  sealed interface Outcome {

    /** One whole answer. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, boolean keepsConnection, List<Header> headers, byte[] body)
        implements Outcome {
      String header(String name) {
        return headers.stream()
            .filter(it -> it.name().equalsIgnoreCase(name))
            .map(Header::value)
            .findFirst()
            .orElse("");
      }

      String text() {
        return new String(body, StandardCharsets.UTF_8);
      }
    }

    /** The connection ended without a byte. */
    record Cut() implements Outcome {}

    /** The connection ended, after an answer that did not say that it would. */
    record CutBefore(GeneratedRequest last, Answer answer) implements Outcome {}

    /** Something that is no HTTP answer, or none in time. */
    record Broken(String how) implements Outcome {}
  }

  String host() {
    return host;
  }

  /** One that finds the connection ended is sent once more, over another one. */
  Outcome send(GeneratedRequest request) {
    boolean sound = request.framing().isSound();
    if (!sound) {
      close();
    }
    Last before = last;
    Outcome outcome = sendOnce(request, sound);
    if (outcome instanceof Outcome.Cut && sound && before != null) {
      Outcome again = sendOnce(request, sound);
      return again instanceof Outcome.Answer
          ? new Outcome.CutBefore(before.request(), before.answer())
          : again;
    }
    return outcome;
  }

  private Outcome sendOnce(GeneratedRequest request, boolean sound) {
    try {
      InputStream from = open();
      write(request, sound);
      Outcome outcome = read(from, request.method().equals("HEAD"));
      if (!sound || !(outcome instanceof Outcome.Answer answer) || !answer.keepsConnection()) {
        close();
      } else if (from.available() > 0) {
        close();
        return new Outcome.Broken("bytes after the answer");
      } else {
        last = new Last(request, answer);
      }
      return outcome;
    } catch (SocketTimeoutException _) {
      close();
      return new Outcome.Broken("no answer in " + TIMEOUT_MILLIS + " ms");
    } catch (EOFException _) {
      close();
      return new Outcome.Broken("the answer broke off");
    } catch (IOException _) {
      close();
      return new Outcome.Cut();
    }
  }

  private InputStream open() throws IOException {
    InputStream known = in;
    if (known != null) {
      return known;
    }
    Socket opened = new Socket();
    opened.setTcpNoDelay(true);
    opened.setSoTimeout(TIMEOUT_MILLIS);
    opened.connect(address, TIMEOUT_MILLIS);
    InputStream stream = new BufferedInputStream(opened.getInputStream(), 16_384);
    socket = opened;
    in = stream;
    return stream;
  }

  /** A server may answer and close before it has read everything; that is no failure yet. */
  private void write(GeneratedRequest request, boolean sound) {
    Socket to = socket;
    if (to == null) {
      throw new IllegalStateException("not connected");
    }
    try {
      to.getOutputStream().write(request.framing().wire(request, host));
      to.getOutputStream().flush();
      if (!sound) {
        to.shutdownOutput();
      }
    } catch (IOException _) {
      // what was answered before is read
    }
  }

  private static Outcome read(InputStream in, boolean withoutBody) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return new Outcome.Cut();
    }
    var matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      return new Outcome.Broken("no status line: " + line);
    }
    int status = Integer.parseInt(matcher.group(2));
    List<Header> headers = new ArrayList<>();
    for (String next = line(in); !next.isEmpty(); next = line(in)) {
      if (!HEADER_LINE.matcher(next).matches()) {
        return new Outcome.Broken("no header: " + next);
      }
      int colon = next.indexOf(':');
      headers.add(new Header(next.substring(0, colon), next.substring(colon + 1).strip()));
    }
    if (status < 200) {
      return read(in, withoutBody);
    }
    boolean keeps = keepsConnection(matcher.group(1), headers);
    Outcome.Answer head = new Outcome.Answer(status, keeps, List.copyOf(headers), new byte[0]);
    boolean empty = withoutBody || status == 204 || status == 304;
    return empty ? head : new Outcome.Answer(status, keeps, head.headers(), body(in, head));
  }

  private static byte[] body(InputStream in, Outcome.Answer head) throws IOException {
    if (head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    String length = head.header("Content-Length");
    if (!length.isEmpty()) {
      return exactly(in, Integer.parseInt(length));
    }
    if (!head.keepsConnection()) {
      return in.readNBytes(LONGEST_BODY);
    }
    throw new EOFException("no length");
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.writeBytes(exactly(in, size));
      var _ = line(in);
    }
    while (!line(in).isEmpty()) {
      // trailers
    }
    return body.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] body = in.readNBytes(Math.min(length, LONGEST_BODY));
    if (body.length < length) {
      throw new EOFException();
    }
    return body;
  }

  /** What is no readable request is answered in HTTP/1.0, where connections end unasked. */
  private static boolean keepsConnection(String version, List<Header> headers) {
    return headers.stream()
        .filter(it -> it.name().equalsIgnoreCase("Connection"))
        .map(it -> it.value().equalsIgnoreCase("keep-alive"))
        .findFirst()
        .orElse(!version.equals("1.0"));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != -1 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    Socket ended = socket;
    socket = null;
    in = null;
    last = null;
    try {
      if (ended != null) {
        ended.close();
      }
    } catch (IOException _) {
      // it is gone either way
    }
  }
}
