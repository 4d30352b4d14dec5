package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.KeyLog;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.admin.OffsetSpec;

/** The compacted topic of the keys of subjects. */
public final class KeyTopic implements KeyLog, AutoCloseable {

  private final TopicClients clients;

  public KeyTopic(KafkaClients kafka, String topic, short replication, short minInsync) {
    this.clients =
        new TopicClients(kafka, "keys", topic, replication, TopicRules.latestOfEachKey(minInsync));
  }

  @Override
  public Uni<String> open() {
    return clients.open();
  }

  @Override
  public Uni<String> verify() {
    return clients.verify();
  }

  @Override
  public Uni<Extent> extent() {
    return Uni.combine()
        .all()
        .unis(clients.topicId(), clients.offset(OffsetSpec.latest()))
        .with(Extent::new);
  }

  @Override
  public Uni<Long> beginning() {
    return clients.offset(OffsetSpec.earliest());
  }

  @Override
  public Uni<Void> append(List<Entry> entries) {
    return clients
        .append(
            entries.stream()
                .map(entry ->
                    new TopicAppender.Next(
                        entry.name().getBytes(StandardCharsets.UTF_8), entry.value()))
                .toList())
        .onFailure()
        .transform(e -> new JournalUnavailable("keys of subjects could not be stored", e))
        .replaceWithVoid();
  }

  @Override
  public Uni<Stretch> read(long from, long end) {
    return clients
        .read(from, end)
        .onFailure(JournalDataLoss.class)
        .transform(OutOfRange::new)
        .map(stretch ->
            new Stretch(
                stretch.records().stream()
                    .map(it ->
                        new Entry(
                            it.offset(), new String(it.key(), StandardCharsets.UTF_8), it.bytes()))
                    .toList(),
                stretch.next()));
  }

  @Override
  public void close() {
    clients.close();
  }
}
