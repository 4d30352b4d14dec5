package dev.wharfinger.chaos;

import dev.wharfinger.chaos.Evidence.FeedMessage;
import dev.wharfinger.chaos.Evidence.JournalEntry;
import dev.wharfinger.chaos.Finding.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds the audit feed against the valid records: complete and in order. A message may come again
 * under its id; its first appearance counts.
 */
record FeedCheck(List<FeedMessage> feed, List<JournalEntry> valid) {

  List<Finding> findings() {
    List<FeedMessage> expected = new ArrayList<>();
    for (JournalEntry entry : valid) {
      for (int index = 0; index < entry.events(); index++) {
        expected.add(
            new FeedMessage(entry.hash() + "-" + index, entry.seq(), index, entry.prevHash()));
      }
    }
    Set<FeedMessage> known = new HashSet<>(expected);
    Set<FeedMessage> seen = new HashSet<>();
    List<Finding> findings = new ArrayList<>();
    long reached = 0;
    for (FeedMessage message : feed) {
      if (!known.contains(message)) {
        findings.add(new Finding(Rule.FEED_WRONG, "not of the journal: " + message));
      } else if (seen.add(message)) {
        long position = message.seq() * 10_000 + message.index();
        if (position < reached) {
          findings.add(new Finding(Rule.FEED_WRONG, "late: " + message));
        }
        reached = Math.max(reached, position);
      }
    }
    expected.stream()
        .filter(message -> !seen.contains(message))
        .forEach(message -> findings.add(new Finding(Rule.FEED_GAP, message.toString())));
    return findings;
  }
}
