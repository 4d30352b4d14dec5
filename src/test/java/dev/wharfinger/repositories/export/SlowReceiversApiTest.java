package dev.wharfinger.repositories.export;

import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Whoever names a receiver that takes calls and never answers waits alone. */
class SlowReceiversApiTest {

  private static final Viewer SLOW = Viewer.CREATOR;
  private static final String WAITING =
      "SELECT count(*) FROM log_export x JOIN namespace n ON n.id = x.requester"
          + " WHERE x.finished IS NULL AND n.name = ?";

  @Test
  void aSlowReceiverHoldsUpItsOwnExportsAlone() throws IOException {
    ConcurrentLinkedQueue<Socket> held = new ConcurrentLinkedQueue<>();
    Wharfinger service = Wharfinger.shared();
    SLOW.arrives();
    Viewer.ADM.arrives();
    try (ServerSocket receiver = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.2"))) {
      Thread _ = Thread.ofVirtual().start(() -> hold(receiver, held));
      String body =
          "{\"callback_url\": \"http://127.0.0.2:%d/\"}".formatted(receiver.getLocalPort());
      for (int i = 0; i < WaitingExports.MAX; i++) {
        var _ = json(SLOW.sends(body).post("/user/exportlogs"), 200);
      }
      isP400(SLOW.sends(body).post("/user/exportlogs"), "Too many exports are waiting");
      JsonNode other = json(Viewer.ADM.sends("{}").post("/user/exportlogs"), 200);
      until(() ->
          service.count(
                  "SELECT count(*) FROM log_export"
                      + " WHERE finished IS NOT NULL AND export_id = ?::uuid",
                  other.get("export_id").textValue())
              == 1);
      assertThat(service.count(WAITING, SLOW.username())).isEqualTo(WaitingExports.MAX);
      assertThat(held).as("not all were called before").hasSizeLessThan(WaitingExports.MAX);

      until(() ->
          service.count(
                  "SELECT count(*) FROM vault.attempt WHERE queue = 'log-export'"
                      + " AND next > now()")
              > 0);
    } finally {
      service.sql(
          "DELETE FROM log_export WHERE requester = (SELECT id FROM namespace WHERE name = ?)",
          SLOW.username());
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private static void hold(ServerSocket receiver, ConcurrentLinkedQueue<Socket> held) {
    try {
      while (true) {
        held.add(receiver.accept());
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(100_000_000);
    }
  }
}
