package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A broker that takes connections and never answers. */
class SilentKafkaTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final TopicPartition PLACE = new TopicPartition("topic", 0);

  @Test
  void nothingWaitsForKafkaForEver() throws IOException {
    List<Socket> taken = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> takeAll(server, taken));
      KafkaClients kafka = TestEngine.kafka("127.0.0.1:" + server.getLocalPort());
      try (KafkaAdmin admin = kafka.admin("ask", KafkaClients.TIMEOUT)) {
        var producer =
            kafka.producer(
                "send",
                new ByteArraySerializer(),
                KafkaClients.TIMEOUT.dividedBy(2),
                KafkaClients.TIMEOUT,
                Map.of());
        var consumer = kafka.consumer("read", KafkaClients.TIMEOUT, 1, Map.of());
        Map<String, CompletableFuture<?>> asked =
            Map.of(
                "admin",
                begun(admin.ask(open -> open.listTopics().names())),
                "producer",
                begun(
                    producer.send(open ->
                        KafkaClients.send(open, new ProducerRecord<>("topic", new byte[] {1})))),
                "consumer",
                begun(consumer.call(open -> open.endOffsets(List.of(PLACE)))));
        assertThat(asked)
            .allSatisfy((_, answer) ->
                assertThat(answer).failsWithin(LONG).withThrowableOfType(ExecutionException.class));
        producer.close(Duration.ZERO);
        consumer.close(Duration.ZERO);
      }
    } finally {
      for (Socket socket : taken) {
        socket.close();
      }
    }
  }

  private static CompletableFuture<?> begun(Uni<?> work) {
    return work.subscribeAsCompletionStage();
  }

  private static void takeAll(ServerSocket server, List<Socket> taken) {
    try {
      while (true) {
        taken.add(server.accept());
      }
    } catch (IOException _) {
      // the test is over
    }
  }
}
