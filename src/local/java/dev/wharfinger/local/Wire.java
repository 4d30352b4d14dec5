package dev.wharfinger.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A connection to a service on which a test writes what it wants, byte by byte if need be. */
public final class Wire implements AutoCloseable {

  private final Socket socket = new Socket();
  private final InputStream in;

  private Wire(int port, int window, int patienceMillis) throws IOException {
    if (window > 0) {
      socket.setReceiveBufferSize(window);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(patienceMillis);
    socket.connect(new InetSocketAddress("127.0.0.1", port), patienceMillis);
    in = new BufferedInputStream(socket.getInputStream(), 1024);
  }

  /** What came back. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  /** A connection whose answers are waited for so many milliseconds. */
  public static Wire open(int port, int patienceMillis) throws IOException {
    return new Wire(port, 0, patienceMillis);
  }

  /** A connection whose client keeps few bytes that it has not read. */
  public static Wire narrow(int port, int patienceMillis) throws IOException {
    return new Wire(port, 2048, patienceMillis);
  }

  /** Sends text. */
  @CanIgnoreReturnValue
  public Wire send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes. */
  @CanIgnoreReturnValue
  public Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads one answer, an interim one as well; its body must say its length. */
  public Answer answer() throws IOException {
    String status = line();
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Answer(Integer.parseInt(status.split(" ", 3)[1]), headers, body);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new SocketException("closed after: " + line);
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  /**
   * Whether the other side closes the connection before patience ends; what it sends is dropped.
   */
  public boolean isClosedByService() throws IOException {
    try {
      return in.transferTo(OutputStream.nullOutputStream()) >= 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (SocketException _) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
