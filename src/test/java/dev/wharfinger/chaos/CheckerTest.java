package dev.wharfinger.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.chaos.Evidence.FeedMessage;
import dev.wharfinger.chaos.Evidence.JournalEntry;
import dev.wharfinger.chaos.Evidence.RebuiltTable;
import dev.wharfinger.chaos.Evidence.Totals;
import dev.wharfinger.chaos.Evidence.Written;
import dev.wharfinger.chaos.Finding.Rule;
import dev.wharfinger.chaos.Operation.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A history in which every promise is kept passes, and each broken promise is found. */
class CheckerTest {
  private static final String KEY = "quota/8";
  private static final String NOTHING = "0".repeat(64);

  private final List<Operation> history = new ArrayList<>();
  private final List<JournalEntry> journal = new ArrayList<>();
  private final Map<String, String> last = new HashMap<>();
  private List<RebuiltTable> rebuilt = List.of(new RebuiltTable("team", true));
  private long fed = -1;

  @Test
  void findsNothingWhereEveryPromiseIsKept() {
    write("1", 0, 10, Outcome.OK);
    record(KEY, "1");
    read("1", 11, 20, 1);
    write("2", 30, 90, Outcome.UNKNOWN);
    record(KEY, "2");
    write("3", 30, 90, Outcome.UNKNOWN);
    write("4", 30, 90, Outcome.FAIL);
    read("1", 35, 40, 0);
    read("2", 41, 50, 1);
    organization("ship", 100, 110);
    assertThat(rules()).isEmpty();
  }

  @Test
  void acceptsAReadOfEitherValueWhileAWriteIsUnderWay() {
    done("1", 0, 10);
    done("2", 20, 100);
    read("1", 30, 40, 0);
    read("2", 50, 60, 0);
    assertThat(rules()).isEmpty();
  }

  @Test
  void acceptsAnUnknownWriteThatWasDoneLate() {
    write("1", 0, 10, Outcome.UNKNOWN);
    done("2", 20, 30);
    record(KEY, "1");
    read("1", 40, 50, 0);
    assertThat(rules()).isEmpty();
  }

  @Test
  void takesAttemptsUnderOneKeyForOneWrite() {
    write("1", 0, 10, Outcome.UNKNOWN);
    write("1", 20, 30, Outcome.FAIL);
    write("1", 40, 50, Outcome.OK);
    record(KEY, "1");
    read("1", 60, 70, 0);
    assertThat(rules()).isEmpty();
  }

  @Test
  void findsAnAcknowledgedWriteThatIsLost() {
    done("1", 0, 10);
    write("2", 20, 30, Outcome.OK);
    assertThat(rules()).containsOnly(Rule.WRITE_LOST);
  }

  @Test
  void findsAWriteThatIsThereTwice() {
    done("1", 0, 10);
    record(KEY, "1");
    assertThat(rules()).contains(Rule.WRITE_DOUBLED);
  }

  @Test
  void findsAnUnknownWriteThatIsThereTwice() {
    write("1", 0, 10, Outcome.UNKNOWN);
    record(KEY, "1");
    record(KEY, "1");
    assertThat(rules()).contains(Rule.WRITE_DOUBLED);
  }

  @Test
  void findsACommandThatIsThereTwice() {
    write("1", 0, 10, Outcome.OK);
    write("2", 0, 10, Outcome.OK);
    record(KEY, "1");
    record(KEY, "2");
    journal.set(1, with(journal.get(1), journal.getFirst().command()));
    assertThat(rules()).containsOnly(Rule.WRITE_DOUBLED);
  }

  @Test
  void findsARefusedWriteThatIsThere() {
    write("1", 0, 10, Outcome.FAIL);
    record(KEY, "1");
    assertThat(rules()).containsOnly(Rule.WRITE_REFUSED_AND_DONE);
  }

  @Test
  void findsAWriteThatWasNeverAskedFor() {
    record(KEY, "1");
    assertThat(rules()).containsOnly(Rule.WRITE_INVENTED);
  }

  @Test
  void findsWritesInTheWrongOrder() {
    write("1", 0, 10, Outcome.OK);
    write("2", 20, 30, Outcome.OK);
    record(KEY, "2");
    record(KEY, "1");
    assertThat(rules()).containsOnly(Rule.WRITES_OUT_OF_ORDER);
  }

  @Test
  void findsAWriteThatWasDecidedOnOldState() {
    done("1", 0, 10);
    write("2", 20, 30, Outcome.OK);
    last.put(KEY, "0");
    record(KEY, "2");
    assertThat(rules()).containsOnly(Rule.DECIDED_ON_OLD_STATE);
  }

  @Test
  void findsAReadThatIsStale() {
    done("1", 0, 10);
    done("2", 20, 30);
    read("1", 31, 40, 1);
    assertThat(rules()).containsOnly(Rule.STALE_READ);
  }

  @Test
  void findsAReadThatGoesBackBehindAnotherRead() {
    done("1", 0, 10);
    write("2", 20, 90, Outcome.UNKNOWN);
    record(KEY, "2");
    read("2", 30, 40, 0);
    read("1", 41, 50, 1);
    assertThat(rules()).containsOnly(Rule.STALE_READ);
  }

  @Test
  void findsAnOrganizationThatIsNotSeenAfterItsCreation() {
    organization("ship", 0, 10);
    history.add(operation(Type.READ, "organization/ship", Operation.ABSENT, 11, 20, Outcome.OK, 1));
    assertThat(rules()).containsOnly(Rule.STALE_READ);
  }

  @Test
  void findsAReadOfWhatIsNotInTheJournal() {
    done("1", 0, 10);
    write("2", 20, 30, Outcome.UNKNOWN);
    read("2", 40, 50, 0);
    assertThat(rules()).containsOnly(Rule.READ_INVENTED);
  }

  @Test
  void findsARecordWithAWrongMac() {
    done("1", 0, 10);
    journal.add(new JournalEntry(9, false, 0, "", "", "", 0, 0, List.of()));
    assertThat(rules()).containsOnly(Rule.CHAIN_BROKEN);
  }

  @Test
  void findsAGapInTheChain() {
    done("1", 0, 10);
    done("2", 20, 30);
    done("3", 40, 50);
    journal.remove(1);
    assertThat(rules()).contains(Rule.CHAIN_BROKEN, Rule.WRITE_LOST);
  }

  @Test
  void passesOverARecordWhoseNumberWasTaken() {
    write("1", 0, 10, Outcome.UNKNOWN);
    done("2", 20, 30);
    journal.add(entry(2, 1, NOTHING, List.of(new Written(KEY, "1", Optional.empty()))));
    assertThat(rules()).isEmpty();
  }

  @Test
  void findsAGapInTheFeed() {
    done("1", 0, 10);
    done("2", 20, 30);
    List<FeedMessage> feed = feed();
    feed.removeFirst();
    assertThat(rules(feed)).containsOnly(Rule.FEED_GAP);
  }

  @Test
  void findsAFeedInTheWrongOrder() {
    done("1", 0, 10);
    done("2", 20, 30);
    assertThat(rules(feed().reversed())).containsOnly(Rule.FEED_WRONG);
  }

  @Test
  void findsAMessageOfAVoidRecord() {
    done("1", 0, 10);
    List<FeedMessage> feed = feed();
    feed.add(new FeedMessage("void-0", 1, 0, NOTHING));
    assertThat(rules(feed)).containsOnly(Rule.FEED_WRONG);
  }

  @Test
  void acceptsAMessageThatComesAgain() {
    done("1", 0, 10);
    done("2", 20, 30);
    List<FeedMessage> feed = feed();
    feed.addAll(feed());
    assertThat(rules(feed)).isEmpty();
  }

  @Test
  void findsATableThatIsRebuiltDifferently() {
    rebuilt = List.of(new RebuiltTable("team", true), new RebuiltTable("robot", false));
    assertThat(rules()).containsOnly(Rule.REBUILT_DIFFERENTLY);
  }

  @Test
  void findsThatNothingWasRebuilt() {
    rebuilt = List.of();
    assertThat(rules()).containsOnly(Rule.REBUILT_DIFFERENTLY);
  }

  @Test
  void findsACounterThatIsBehind() {
    done("1", 0, 10);
    fed = 0;
    assertThat(rules()).containsOnly(Rule.COUNTED_DIFFERENTLY);
  }

  @Test
  void findsAnAnswerThatTheContractDoesNotKnow() {
    history.add(
        new Operation(0, 0, Type.READ, "", KEY, "", 0, 10, Outcome.FAIL, "500 instead of 503"));
    assertThat(rules()).containsOnly(Rule.ANSWER_WRONG);
  }

  /** An acknowledged write that is in the journal. */
  private void done(String value, long from, long to) {
    write(value, from, to, Outcome.OK);
    record(KEY, value);
  }

  private void organization(String name, long from, long to) {
    String key = "organization/" + name;
    history.add(operation(Type.WRITE, key, Operation.PRESENT, from, to, Outcome.OK, 0));
    record(key, Operation.PRESENT);
  }

  private void write(String value, long from, long to, Outcome outcome) {
    history.add(operation(Type.WRITE, KEY, value, from, to, outcome, 0));
  }

  private void read(String value, long from, long to, int instance) {
    history.add(operation(Type.READ, KEY, value, from, to, Outcome.OK, instance));
  }

  private static Operation operation(
      Type type, String key, String value, long from, long to, Outcome outcome, int instance) {
    return new Operation(0, instance, type, "c" + value, key, value, from, to, outcome, "");
  }

  private void record(String key, String value) {
    String before = journal.isEmpty() ? NOTHING : journal.getLast().hash();
    Optional<String> previous = Optional.ofNullable(last.put(key, value));
    journal.add(
        entry(
            journal.size(),
            journal.size() + 1L,
            before,
            List.of(new Written(key, value, previous))));
  }

  private static JournalEntry entry(long offset, long seq, String before, List<Written> writes) {
    return new JournalEntry(
        offset, true, seq, before, "hash" + offset, "command" + offset, seq + 1, 1, writes);
  }

  private static JournalEntry with(JournalEntry it, String command) {
    return new JournalEntry(
        it.offset(),
        it.authentic(),
        it.seq(),
        it.prevHash(),
        it.hash(),
        command,
        it.nextId(),
        it.events(),
        it.writes());
  }

  /** What the feed should have; the journal's valid records are those whose number is theirs. */
  private List<FeedMessage> feed() {
    List<FeedMessage> feed = new ArrayList<>();
    for (JournalEntry it : valid()) {
      feed.add(new FeedMessage(it.hash() + "-0", it.seq(), 0, it.prevHash()));
    }
    return feed;
  }

  private List<JournalEntry> valid() {
    List<JournalEntry> valid = new ArrayList<>();
    for (JournalEntry it : journal) {
      if (it.authentic() && it.seq() == valid.size() + 1L) {
        valid.add(it);
      }
    }
    return valid;
  }

  private List<Rule> rules() {
    return rules(feed());
  }

  private List<Rule> rules(List<FeedMessage> feed) {
    List<JournalEntry> valid = valid();
    long created =
        valid.stream()
            .filter(it -> it.writes().getFirst().value().equals(Operation.PRESENT))
            .count();
    Totals totals =
        new Totals(
            valid.size(), valid.size() + 1L, fed < 0 ? valid.size() : fed, created, valid.size());
    return Checker.check(new Evidence(history, journal, feed, rebuilt, totals)).stream()
        .map(Finding::rule)
        .toList();
  }
}
