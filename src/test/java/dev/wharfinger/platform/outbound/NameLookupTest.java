package dev.wharfinger.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.NameServer;
import dev.wharfinger.platform.config.Configured;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Name servers that are silent, or that send whoever asks from one name to the next. */
class NameLookupTest {

  private static final Vertx VERTX = Vertx.vertx();

  private final List<DatagramSocket> sockets = new ArrayList<>();

  @AfterEach
  void closeServers() {
    sockets.forEach(DatagramSocket::close);
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void asksTheNextServerWhenOneIsSilent() throws IOException {
    String name = NameServer.shared().name("127.0.0.2");
    assertThat(addresses(name, silent(), NameServer.shared().address()))
        .containsExactly(InetAddress.getByName("127.0.0.2"));
  }

  @Test
  void givesANameUpThatNobodyAnswersFor() throws IOException {
    String[] servers = new String[NameLookup.QUERIES];
    for (int i = 0; i < servers.length; i++) {
      servers[i] = silent();
    }
    assertThat(addresses("host.test", servers)).isEmpty();
  }

  @Test
  void followsAliasesUpToABound() throws IOException {
    AtomicInteger questions = new AtomicInteger();
    DatagramSocket server = socket();
    var _ = Thread.ofVirtual().start(() -> sendOn(server, questions));
    assertThat(addresses("x.test", address(server))).isEmpty();
    assertThat(questions.get()).isBetween(2, 2 * NameLookup.QUERIES);
  }

  private static List<InetAddress> addresses(String host, String... servers) {
    return new NameLookup(
            VERTX, Configured.own(Map.of("WHARFINGER_DNS_SERVERS", String.join(",", servers))))
        .addresses(host)
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  private DatagramSocket socket() throws SocketException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    sockets.add(socket);
    return socket;
  }

  private String silent() throws SocketException {
    return address(socket());
  }

  private static String address(DatagramSocket socket) {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Answers every question with the name of another host, one of its own each time. */
  private static void sendOn(DatagramSocket server, AtomicInteger questions) {
    byte[] question = new byte[512];
    while (!server.isClosed()) {
      DatagramPacket packet = new DatagramPacket(question, question.length);
      try {
        server.receive(packet);
        ByteBuffer answer = alias(question, packet.getLength(), questions.incrementAndGet());
        server.send(
            new DatagramPacket(answer.array(), answer.position(), packet.getSocketAddress()));
      } catch (IOException _) {
        return;
      }
    }
  }

  /** A message of one question and one answer, see RFC 1035 4.1. */
  private static ByteBuffer alias(byte[] question, int length, int number) {
    int end = 12;
    while (question[end] != 0) {
      end += question[end] + 1;
    }
    end += 5;
    byte[] label = ("n" + number).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer answer =
        ByteBuffer.allocate(512)
            .put(question, 0, Math.min(end, length))
            .putShort((short) 0xC00C)
            .putShort((short) 5)
            .putShort((short) 1)
            .putInt(60)
            .putShort((short) (label.length + 7))
            .put((byte) label.length)
            .put(label)
            .put((byte) 4)
            .put("test".getBytes(StandardCharsets.US_ASCII))
            .put((byte) 0);
    return answer
        .putShort(2, (short) 0x8580)
        .putShort(4, (short) 1)
        .putShort(6, (short) 1)
        .putShort(8, (short) 0)
        .putShort(10, (short) 0);
  }
}
