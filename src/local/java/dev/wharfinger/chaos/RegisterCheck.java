package dev.wharfinger.chaos;

import dev.wharfinger.chaos.Evidence.JournalEntry;
import dev.wharfinger.chaos.Evidence.Written;
import dev.wharfinger.chaos.Finding.Rule;
import dev.wharfinger.chaos.Operation.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Strict serializability of registers, with the journal as witness of the order: writes are once,
 * not at all or at most once in it, in an order that agrees with the clients' clock; and a read
 * shows a value that was, or could have been, the last one at a moment of the read.
 */
final class RegisterCheck {
  private static final long NEVER = Long.MAX_VALUE;

  private final List<Operation> history;
  private final List<JournalEntry> valid;
  private final List<Finding> findings = new ArrayList<>();

  RegisterCheck(List<Operation> history, List<JournalEntry> valid) {
    this.history = history;
    this.valid = valid;
  }

  /** A register and a value: the name of a write. */
  private record Name(String key, String value) {}

  /**
   * A write with all attempts at it.
   *
   * @param from its first request
   * @param done its first acknowledgement, or {@link #NEVER}
   * @param refused whether every attempt was
   */
  private record Write(long from, long done, boolean refused) {
    Write and(Write other) {
      return new Write(
          Math.min(from, other.from), Math.min(done, other.done), refused && other.refused);
    }
  }

  /** At some moment a register had got at least this far. */
  private record Floor(long time, int index) {}

  List<Finding> findings() {
    Map<Name, Write> writes = writes();
    Map<Name, Integer> times = new HashMap<>();
    Map<String, List<String>> values = new HashMap<>();
    long latest = 0;
    for (JournalEntry entry : valid) {
      for (Written written : entry.writes()) {
        Name name = new Name(written.key(), written.value());
        int before = times.merge(name, 1, Integer::sum) - 1;
        Write write = writes.get(name);
        if (write == null) {
          find(Rule.WRITE_INVENTED, name + " in " + entry);
        } else if (write.refused()) {
          find(Rule.WRITE_REFUSED_AND_DONE, name + " in " + entry);
        } else if (write.done() < latest) {
          find(Rule.WRITES_OUT_OF_ORDER, name + " in " + entry + " ended before another began");
        }
        latest = Math.max(latest, write == null ? 0 : write.from());
        if (before > 0) {
          find(Rule.WRITE_DOUBLED, name + " in " + entry);
        } else {
          append(values, written, entry);
        }
      }
    }
    writes.forEach((name, write) -> {
      if (write.done() < NEVER && !times.containsKey(name)) {
        find(Rule.WRITE_LOST, name + ", " + write);
      }
    });
    reads(writes, values);
    return findings;
  }

  private Map<Name, Write> writes() {
    Map<Name, Write> writes = new LinkedHashMap<>();
    for (Operation it : history) {
      if (it.type() == Type.WRITE) {
        long done = it.outcome() == Outcome.OK ? it.to() : NEVER;
        writes.merge(
            new Name(it.key(), it.value()),
            new Write(it.from(), done, it.outcome() == Outcome.FAIL),
            Write::and);
      }
    }
    return writes;
  }

  private void append(Map<String, List<String>> values, Written written, JournalEntry entry) {
    List<String> all =
        values.computeIfAbsent(written.key(), _ -> new ArrayList<>(List.of(Operation.ABSENT)));
    Optional<String> previous = written.previous();
    if (previous.isPresent() && !previous.get().equals(all.getLast())) {
      find(Rule.DECIDED_ON_OLD_STATE, written + " after " + all.getLast() + " in " + entry);
    }
    all.add(written.value());
  }

  private void reads(Map<Name, Write> writes, Map<String, List<String>> values) {
    Map<String, List<Operation>> byKey = new LinkedHashMap<>();
    for (Operation it : history) {
      if (it.is(Type.READ, Outcome.OK)) {
        byKey.computeIfAbsent(it.key(), _ -> new ArrayList<>()).add(it);
      }
    }
    byKey.forEach((key, reads) ->
        reads(key, values.getOrDefault(key, List.of(Operation.ABSENT)), reads, writes));
  }

  private void reads(
      String key, List<String> values, List<Operation> reads, Map<Name, Write> writes) {
    Map<String, Integer> index = new HashMap<>();
    List<Floor> floors = new ArrayList<>();
    for (int at = 0; at < values.size(); at++) {
      index.put(values.get(at), at);
      Write write = writes.get(new Name(key, values.get(at)));
      if (write != null && write.done() < NEVER) {
        floors.add(new Floor(write.done(), at));
      }
    }
    List<Operation> known = new ArrayList<>();
    for (Operation read : reads) {
      Integer at = index.get(read.value());
      if (at == null) {
        find(Rule.READ_INVENTED, "in no valid record: " + read);
      } else {
        known.add(read);
        floors.add(new Floor(read.to(), at));
        Write write = writes.get(new Name(key, read.value()));
        if (write != null && write.from() > read.to()) {
          find(Rule.READ_INVENTED, "read before it was asked for: " + read);
        }
      }
    }
    floors.sort(Comparator.comparingLong(Floor::time));
    known.sort(Comparator.comparingLong(Operation::from));
    int next = 0;
    int floor = 0;
    for (Operation read : known) {
      for (; next < floors.size() && floors.get(next).time() < read.from(); next++) {
        floor = Math.max(floor, floors.get(next).index());
      }
      if (index.getOrDefault(read.value(), 0) < floor) {
        find(Rule.STALE_READ, read + ", after " + values.get(floor));
      }
    }
  }

  private void find(Rule rule, String what) {
    findings.add(new Finding(rule, what));
  }
}
