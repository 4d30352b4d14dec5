package dev.wharfinger.records.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Chain;
import dev.wharfinger.journey.Waiting;
import dev.wharfinger.local.LocalStack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A journal as it is now, and what a subscriber reads of it who has the AsyncAPI document alone.
 */
record WholeFeed(List<JsonNode> journal, List<FeedConsumer.Received> feed) {

  /** Of a service whose feed has only to come up to the journal. */
  static WholeFeed of(Wharfinger service) {
    String servers = LocalStack.shared().bootstrapServers();
    List<JsonNode> journal = Chain.read(servers, service.topicPrefix()).valid();
    Waiting.until(
        "the feed is level",
        () -> service.count("SELECT seq FROM vault.audit_position") >= journal.size());
    return new WholeFeed(
        journal,
        new FeedConsumer()
            .read(servers, service.topicPrefix()).stream()
                .filter(it -> Long.parseLong(it.header("ce_journalseq")) <= journal.size())
                .toList());
  }

  /** Every mutation is there, once, in order, and as the document describes it. */
  void holds() {
    assertThat(feed.stream().flatMap(message -> message.faults().stream()).limit(20).toList())
        .as("what is not as the document says")
        .isEmpty();
    List<String> ids = feed.stream().map(it -> it.header("ce_id")).sorted().toList();
    assertThat(ids)
        .as("every event of every valid record, once")
        .isEqualTo(List.copyOf(new TreeSet<>(FeedConsumer.idsOf(journal))));
    chainHolds();
    FeedConsumer.keepsItsOrder(feed);
  }

  /** How many types of events there are. */
  long types() {
    return feed.stream().map(it -> it.header("ce_type")).distinct().count();
  }

  private void chainHolds() {
    Map<Long, String> hashes = new TreeMap<>();
    Map<Long, String> before = new TreeMap<>();
    for (FeedConsumer.Received message : feed) {
      long seq = Long.parseLong(message.header("ce_journalseq"));
      hashes.put(seq, message.header("ce_journalhash"));
      before.put(seq, message.header("ce_journalprevhash"));
      assertThat(message.payload().get("seq").longValue()).isEqualTo(seq);
    }
    assertThat(hashes).hasSize(journal.size());
    hashes.forEach((seq, hash) -> {
      if (seq < journal.size()) {
        assertThat(before).containsEntry(seq + 1, hash);
      }
    });
  }
}
