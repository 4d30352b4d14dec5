package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds what is new in a usage log. Entries have no ids and their times no fractions of seconds,
 * and one whose request took long is listed before others that came earlier. So each look goes back
 * as far as an entry can be late, and counts entries that are alike: as many as there are more of
 * them than at the last look are new. Nothing is lost and nothing repeated, whatever this machine's
 * clock says. Source: contract common 12.
 */
final class LogFollower {

  /** Longer than a request takes from its arrival to its end. */
  static final Duration LATENESS = Duration.ofMinutes(2);

  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

  private Instant newest = Instant.MIN;
  private Map<JsonNode, Integer> seen = new HashMap<>();
  private boolean begun;

  /**
   * The entries that are new since the last call, oldest first.
   *
   * @param pages hands over pages of the log, newest entries first, until the taker says false
   * @param atFirst how many entries of the past the first call gives
   */
  List<JsonNode> look(Consumer<Predicate<List<JsonNode>>> pages, int atFirst) {
    List<JsonNode> window = new ArrayList<>();
    pages.accept(page -> {
      window.addAll(page);
      return window.isEmpty() || window.size() < (begun ? 0 : atFirst) || !reachesBack(window);
    });
    List<JsonNode> fresh = new ArrayList<>();
    Map<JsonNode, Integer> found = new HashMap<>();
    window.forEach(entry -> found.merge(key(entry), 1, Integer::sum));
    if (begun) {
      Map<JsonNode, Integer> more = new HashMap<>();
      found.forEach((key, count) -> more.put(key, count - seen.getOrDefault(key, 0)));
      Instant from = horizon(newest);
      window.stream()
          .filter(entry -> !time(entry).isBefore(from))
          .filter(entry -> more.merge(key(entry), -1, Integer::sum) >= 0)
          .forEach(fresh::add);
    } else {
      fresh.addAll(window.subList(0, Math.min(atFirst, window.size())));
    }
    for (JsonNode entry : window) {
      newest = time(entry).isAfter(newest) ? time(entry) : newest;
    }
    Instant from = horizon(newest);
    found.keySet().removeIf(key -> time(key).isBefore(from));
    seen = found;
    begun = true;
    return fresh.reversed();
  }

  /** Whether the entries reach back to where nothing new can be any more. */
  private boolean reachesBack(List<JsonNode> window) {
    Instant since = begun ? newest : time(window.getFirst());
    return time(window.getLast()).isBefore(horizon(since));
  }

  private static Instant horizon(Instant newest) {
    return newest.equals(Instant.MIN) ? newest : newest.minus(LATENESS);
  }

  /** What stays of an entry even if accounts are renamed meanwhile. */
  private static JsonNode key(JsonNode entry) {
    ArrayNode key = JsonNodeFactory.instance.arrayNode();
    return key.add(entry.path("datetime").asText())
        .add(entry.path("kind").asText())
        .add(entry.path("ip").asText())
        .add(JsonText.compact(entry.path("metadata")));
  }

  /** The time of an entry, or of its key. */
  static Instant time(JsonNode entry) {
    String text = entry.isArray() ? entry.path(0).asText() : entry.path("datetime").asText();
    try {
      return RFC_2822.parse(text, Instant::from);
    } catch (DateTimeException _) {
      throw new Failure("An entry of the log has a time that is none: " + text);
    }
  }
}
