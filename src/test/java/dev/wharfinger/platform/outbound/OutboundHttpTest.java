package dev.wharfinger.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.api.NameServer;
import dev.wharfinger.platform.config.Configured;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The bounds of requests to addresses that users name, each by its first excess. */
class OutboundHttpTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String HERE = "127.0.0.2";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "SSRF_ALLOWED_HOSTS",
          "127.0.0.0/8",
          "WHARFINGER_DNS_SERVERS",
          NameServer.shared().address());

  private final OutboundHttp http = http(ENVIRONMENT);

  private static OutboundHttp http(Map<String, String> environment) {
    return new OutboundHttp(
        VERTX,
        new DestinationCheck(
            new NameLookup(VERTX, Configured.own(environment)), Configured.settings(environment)),
        Configured.own(environment));
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void followsSoManyRedirects() {
    try (Server server =
        new Server(path -> {
          int left = Integer.parseInt(path.substring(1));
          return left == 0
              ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
              : "HTTP/1.1 302 Found\r\nLocation: /%d\r\nContent-Length: 0\r\n\r\n"
                  .formatted(left - 1);
        })) {
      int most = OutboundRequest.USUAL_REDIRECTS;
      assertThat(get(HERE, server.port(), "/" + most).status()).isEqualTo(200);
      isRefused(HERE, server.port(), "/" + (most + 1), "too many redirects");
    }
  }

  @Test
  void readsNoMoreOfAHeadThanItsBound() {
    try (Server server =
        new Server(path ->
            "HTTP/1.1 200 OK\r\nX: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted("x".repeat(Integer.parseInt(path.substring(1)))))) {
      int most = OutboundHttp.MAX_HEADER_BYTES;
      assertThat(get(HERE, server.port(), "/" + (most - 100)).status()).isEqualTo(200);
      isRefused(HERE, server.port(), "/" + (most + 1), "the connection failed");
    }
  }

  @Test
  void readsNoMoreOfAnAnswerThanItsBound() {
    try (Server server =
        new Server(path ->
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
                + "x".repeat(Integer.parseInt(path.substring(1))))) {
      int most = OutboundHttp.MAX_BODY_BYTES;
      assertThat(get(HERE, server.port(), "/" + most).body().length()).isEqualTo(most);
      isRefused(HERE, server.port(), "/" + (most + 1), "the response is too long");
    }
  }

  @Test
  void readsMoreOfWhatTheOperatorConfigured() {
    try (Server server =
        new Server(path ->
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
                + "x".repeat(Integer.parseInt(path.substring(1))))) {
      int most = OutboundHttp.MAX_OWN_BODY_BYTES;
      assertThat(own(server, most).body().length()).isEqualTo(most);
      assertThatThrownBy(() -> own(server, most + 1)).hasMessage("the response is too long");
    }
  }

  @Test
  void sendsSoManyRequestsAtATime() throws IOException {
    Map<String, String> hasty = new HashMap<>(ENVIRONMENT);
    hasty.put("WHARFINGER_OUTBOUND_PATIENCE_SECONDS", "1");
    OutboundHttp sender = http(hasty);
    try (ServerSocket silent = new ServerSocket(0, 256, InetAddress.getByName(HERE))) {
      Url url = Url.parse("http://%s:%d/".formatted(HERE, silent.getLocalPort()));
      Supplier<CompletableFuture<OutboundAnswer>> request =
          () ->
              sender.send(OutboundRequest.get(url, Optional.empty())).subscribeAsCompletionStage();
      List<CompletableFuture<OutboundAnswer>> most =
          Stream.generate(request).limit(OutboundHttp.MOST_AT_ONCE).toList();
      isTooMany(request.get(), true);
      most.forEach(each -> isTooMany(each, false));
      isTooMany(request.get(), false);
    }
  }

  private static void isTooMany(CompletableFuture<OutboundAnswer> asked, boolean tooMany) {
    assertThat(asked)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(OutboundFailure.class)
        .matches(failure -> failure instanceof OutboundFailure.TooMany == tooMany);
  }

  private OutboundAnswer own(Server server, int bytes) {
    return http.sendToOwn(
            OutboundRequest.get(
                Url.parse("http://" + HERE + ":" + server.port() + "/" + bytes), Optional.empty()))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  @Test
  void triesSoManyAddressesOfAName() {
    try (Server server = new Server(_ -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      String last = NameServer.shared().name("127.0.0.3", "127.0.0.4", "127.0.0.5", HERE);
      assertThat(get(last, server.port(), "/").status()).isEqualTo(200);
      String beyond =
          NameServer.shared().name("127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6", HERE);
      isRefused(beyond, server.port(), "/", "no address accepts connections");
    }
  }

  @Test
  void triesTheNextAddressWhenOneIsSilent() throws IOException {
    try (Server server = new Server(_ -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        ServerSocket silent =
            new ServerSocket(server.port(), 1, InetAddress.getByName("127.0.0.3"));
        Socket one = new Socket();
        Socket two = new Socket()) {
      // Who comes after these hears nothing, not even that nobody is there.
      one.connect(new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort()));
      two.connect(new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort()));
      String name = NameServer.shared().name("127.0.0.3", HERE);
      assertThat(get(name, server.port(), "/").status()).isEqualTo(200);
    }
  }

  private OutboundAnswer get(String host, int port, String path) {
    return http.send(
            OutboundRequest.get(
                Url.parse("http://%s:%d%s".formatted(host, port, path)), Optional.empty()))
        .await()
        .atMost(Duration.ofMinutes(1));
  }

  private void isRefused(String host, int port, String path, String reason) {
    assertThatThrownBy(() -> get(host, port, path))
        .isInstanceOf(OutboundFailure.class)
        .hasMessage(reason);
  }

  /** Answers by the path that it is asked for. */
  private static final class Server implements AutoCloseable {

    private interface Answers {
      String to(String path);
    }

    private final ServerSocket socket;
    private final Answers answers;

    Server(Answers answers) {
      this.answers = answers;
      try {
        socket = new ServerSocket(0, 50, InetAddress.getByName(HERE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      var _ = Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return socket.getLocalPort();
    }

    private void accept() {
      while (!socket.isClosed()) {
        try {
          Socket connection = socket.accept();
          var _ = Thread.ofVirtual().start(() -> serve(connection));
        } catch (IOException _) {
          return;
        }
      }
    }

    private void serve(Socket connection) {
      try (connection) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String path = String.valueOf(in.readLine()).split(" ", -1)[1];
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {}
        OutputStream out = connection.getOutputStream();
        out.write(answers.to(path).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      } catch (IOException _) {
        // Whoever has read enough hangs up.
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
