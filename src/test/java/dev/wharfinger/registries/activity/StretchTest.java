package dev.wharfinger.registries.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.registries.activity.Stretch.Move;
import dev.wharfinger.registries.activity.Stretch.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Halves come to the same as the whole, whichever way a stretch is cut. */
class StretchTest {

  @Test
  void halvesComeToTheWhole() {
    for (int seed = 0; seed < 300; seed++) {
      Stretch stretch = stretch(new Random(seed));
      Map<Integer, Long> at = new TreeMap<>();
      stretch.moves().forEach(move -> at.put(move.partition(), move.from()));
      List<Report> seen = new ArrayList<>();
      walk(stretch, at, seen);
      assertThat(seen).as("seed %d", seed).isEqualTo(stretch.reports());
      stretch.moves().forEach(move -> assertThat(at).containsEntry(move.partition(), move.next()));
    }
  }

  /** Commits the pieces in their order, as the database would. */
  private static void walk(Stretch stretch, Map<Integer, Long> at, List<Report> seen) {
    if (stretch.reports().size() > 1) {
      stretch.halves().forEach(half -> walk(half, at, seen));
      return;
    }
    for (Move move : stretch.moves()) {
      assertThat(at).containsEntry(move.partition(), move.from());
      at.put(move.partition(), move.next());
    }
    stretch
        .reports()
        .forEach(report -> {
          assertThat(at.get(report.partition())).isGreaterThan(report.record().offset());
          seen.add(report);
        });
  }

  private static Stretch stretch(Random random) {
    List<Move> moves = new ArrayList<>();
    List<Report> reports = new ArrayList<>();
    for (int partition = 0; partition < 1 + random.nextInt(4); partition++) {
      long from = random.nextInt(100);
      long next = from + 1 + random.nextInt(20);
      moves.add(new Move(partition, from, next));
      for (long offset = from; offset < next; offset++) {
        if (random.nextInt(4) > 0) {
          reports.add(
              new Report(
                  new ConsumerRecord<>("t", partition, offset, new byte[0], new byte[0]),
                  new Reading.Unreadable(Fault.JSON)));
        }
      }
    }
    return new Stretch(moves, reports, 0);
  }
}
