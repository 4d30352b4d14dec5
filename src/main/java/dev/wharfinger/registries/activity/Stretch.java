package dev.wharfinger.registries.activity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A range of the topic.
 *
 * @param moves its start and end on each partition
 * @param reports its records, those of a partition in their order
 * @param behind records that follow it
 */
record Stretch(List<Move> moves, List<Report> reports, long behind) {

  static final Stretch NOTHING = new Stretch(List.of(), List.of(), 0);

  Stretch {
    moves = List.copyOf(moves);
    reports = List.copyOf(reports);
  }

  /** The range that was read of a partition. */
  record Move(int partition, long from, long next) {}

  /** A record of the topic and its parsed content. */
  record Report(ConsumerRecord<byte[], byte[]> record, Reading reading) {
    int partition() {
      return record.partition();
    }
  }

  boolean isEmpty() {
    return moves.isEmpty();
  }

  /** The number of records. */
  long length() {
    return moves.stream().mapToLong(move -> move.next() - move.from()).sum();
  }

  /** The reports to project. */
  List<Notification> notifications() {
    List<Notification> notifications = new ArrayList<>(reports.size());
    for (Report report : reports) {
      if (report.reading() instanceof Reading.Readable readable) {
        notifications.add(readable.notification());
      }
    }
    return notifications;
  }

  /** The reports to park, with their reasons. */
  List<Report> rejected() {
    return reports.stream()
        .filter(report -> report.reading() instanceof Reading.Unreadable)
        .toList();
  }

  /** The same range with every report rejected, for one reason. */
  Stretch rejectedFor(Fault fault) {
    return new Stretch(
        moves,
        reports.stream()
            .map(report -> new Report(report.record(), new Reading.Unreadable(fault)))
            .toList(),
        behind);
  }

  /** Two ranges that together equal this one; requires at least two reports. */
  List<Stretch> halves() {
    List<Report> first = reports.subList(0, reports.size() / 2);
    List<Report> second = reports.subList(reports.size() / 2, reports.size());
    Map<Integer, Long> ends = new HashMap<>();
    first.forEach(report -> ends.put(report.partition(), report.record().offset() + 1));
    Set<Integer> goesOn = new HashSet<>();
    second.forEach(report -> goesOn.add(report.partition()));
    List<Move> here = new ArrayList<>();
    List<Move> there = new ArrayList<>();
    for (Move move : moves) {
      Long end = ends.get(move.partition());
      if (end == null) {
        there.add(move);
      } else if (!goesOn.contains(move.partition())) {
        here.add(move);
      } else {
        here.add(new Move(move.partition(), move.from(), end));
        there.add(new Move(move.partition(), end, move.next()));
      }
    }
    return List.of(new Stretch(here, first, behind), new Stretch(there, second, behind));
  }
}
