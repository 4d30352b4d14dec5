package dev.wharfinger.repositories.proxycache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A server that does with a connection what a test wants, and remembers what it was asked. */
final class HostileServer implements AutoCloseable {

  /** What happens on a connection after the request was read; its end is noticed. */
  interface Behaviour {
    void answer(OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final Behaviour behaviour;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> hungUp = new CompletableFuture<>();

  HostileServer(String address, int port, Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      server = new ServerSocket(port, 50, InetAddress.getByName(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Where allowed servers listen. */
  static HostileServer allowed(Behaviour behaviour) {
    return new HostileServer(UpstreamRegistry.ADDRESS, 0, behaviour);
  }

  /** On the loopback address, which nobody may be led to; it must stay alone. */
  static HostileServer trap(int port) {
    return new HostileServer("127.0.0.1", port, response("200 OK", "", "{}"));
  }

  /** A whole answer. */
  static Behaviour response(String status, String headers, String body) {
    return out ->
        out.write(
            "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(status, headers, body.length(), body)
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends somebody else to look. */
  static Behaviour redirect(String location) {
    return response("302 Found", "Location: " + location + "\r\n", "");
  }

  int port() {
    return server.getLocalPort();
  }

  String authority() {
    return server.getInetAddress().getHostAddress() + ":" + port();
  }

  /** Request lines and headers, request by request. */
  List<String> requests() {
    return requests;
  }

  /** Waits until the other side hangs up while the answer is still being sent. */
  boolean wasHungUpOn() {
    return hungUp.completeOnTimeout(false, 20, TimeUnit.SECONDS).join();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      StringBuilder request = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        request.append(line).append('\n');
      }
      requests.add(request.toString());
      behaviour.answer(socket.getOutputStream());
      var _ = in.read();
    } catch (IOException _) {
      var _ = hungUp.complete(true);
    }
    var _ = hungUp.complete(true);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
