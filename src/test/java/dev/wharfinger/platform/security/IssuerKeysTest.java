package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

  private static final long ENDLESS = 256L << 20;

  @Test
  void readsNoMoreThanAKeySetCanHave() throws Exception {
    AtomicLong taken = new AtomicLong();
    CountDownLatch over = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          try (var body = exchange.getResponseBody()) {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1 << 16];
            while (taken.get() < ENDLESS) {
              body.write(piece);
              taken.addAndGet(piece.length);
            }
          } catch (IOException closed) {
            // the client has had enough
          } finally {
            over.countDown();
          }
        });
    server.start();
    Vertx vertx = Vertx.vertx();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
      IssuerKeys keys = new IssuerKeys(vertx, address);
      assertThatThrownBy(() -> keys.knowing("any").await().indefinitely())
          .isInstanceOf(CallerResolver.InvalidExternalToken.class);
      assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(taken.get()).isLessThan(ENDLESS);
    } finally {
      var _ = vertx.close();
      server.stop(0);
    }
  }
}
