package dev.wharfinger.chaos;

import dev.wharfinger.chaos.Evidence.JournalEntry;
import dev.wharfinger.chaos.Evidence.RebuiltTable;
import dev.wharfinger.chaos.Evidence.Totals;
import dev.wharfinger.chaos.Finding.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds what clients saw against the journal, and everything derived against the journal as well.
 * The journal is the order in which writes happened; the question is whether what clients were told
 * fits an order with all of them in it, each at one moment between its request and its answer.
 */
final class Checker {
  private static final String NOTHING = "0".repeat(64);

  private final List<Finding> findings = new ArrayList<>();

  private Checker() {}

  /** What was found; empty if every promise was kept. */
  static List<Finding> check(Evidence evidence) {
    Checker checker = new Checker();
    evidence.history().stream()
        .filter(it -> !it.problem().isEmpty())
        .forEach(it -> checker.find(Rule.ANSWER_WRONG, it.problem() + " to " + it));
    List<JournalEntry> valid = checker.chain(evidence.journal());
    RegisterCheck registers = new RegisterCheck(evidence.history(), valid);
    checker.findings.addAll(registers.findings());
    FeedCheck feed = new FeedCheck(evidence.feed(), valid);
    checker.findings.addAll(feed.findings());
    checker.rebuilt(evidence.rebuilt());
    checker.totals(valid, evidence.totals());
    return List.copyOf(checker.findings);
  }

  /** The valid records, by the rule that docs/architecture.md gives. */
  private List<JournalEntry> chain(List<JournalEntry> journal) {
    List<JournalEntry> valid = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(NOTHING));
    Set<String> commands = new HashSet<>();
    String last = NOTHING;
    for (JournalEntry entry : journal) {
      if (!entry.authentic()) {
        find(Rule.CHAIN_BROKEN, "offset " + entry.offset() + " is not authentic");
        continue;
      }
      if (entry.seq() == valid.size() + 1L && entry.prevHash().equals(last)) {
        valid.add(entry);
        last = entry.hash();
        if (!commands.add(entry.command())) {
          find(Rule.WRITE_DOUBLED, "command " + entry.command() + " again in " + entry);
        }
      } else if (!seen.contains(entry.prevHash())) {
        find(Rule.CHAIN_BROKEN, "the predecessor is nowhere before " + entry);
      }
      seen.add(entry.hash());
    }
    return valid;
  }

  private void rebuilt(List<RebuiltTable> rebuilt) {
    if (rebuilt.isEmpty()) {
      find(Rule.REBUILT_DIFFERENTLY, "no table was compared");
    }
    rebuilt.stream()
        .filter(table -> !table.equal())
        .forEach(table -> find(Rule.REBUILT_DIFFERENTLY, table.name()));
  }

  private void totals(List<JournalEntry> valid, Totals found) {
    Totals expected =
        new Totals(
            valid.size(),
            valid.isEmpty() ? 1 : valid.getLast().nextId(),
            valid.size(),
            valid.stream()
                .flatMap(entry -> entry.writes().stream())
                .filter(written -> written.value().equals(Operation.PRESENT))
                .count(),
            valid.size());
    if (!found.equals(expected)) {
      find(Rule.COUNTED_DIFFERENTLY, found + ", and in the journal " + expected);
    }
  }

  private void find(Rule rule, String what) {
    findings.add(new Finding(rule, what));
  }
}
