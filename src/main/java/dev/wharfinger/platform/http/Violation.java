package dev.wharfinger.platform.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One failed keyword.
 *
 * @param depth how many steps below the checked value it happened
 * @param keyword the keyword that failed
 * @param message the first line of the report; computed only for the violation that is reported
 * @param context the violations of the reported branch of a {@code oneOf} or {@code anyOf}
 */
record Violation(int depth, String keyword, Supplier<String> message, List<Violation> context) {

  private static final Comparator<Violation> RELEVANCE =
      Comparator.<Violation>comparingInt(violation -> -violation.depth)
          .thenComparing(violation -> !violation.isWeak());

  Violation {
    context = List.copyOf(context);
  }

  static Violation here(Keyword keyword, Supplier<String> message) {
    return new Violation(0, keyword.name(), message, List.of());
  }

  Violation deeper() {
    return new Violation(depth + 1, keyword, message, context);
  }

  /**
   * The violation that Quay's validator reports (its {@code best_match}): the shallowest; at equal
   * depth preferably not an {@code anyOf} or {@code oneOf}, then the first; below those two the
   * deepest violation of their branches.
   */
  static Optional<Violation> mostRelevant(List<Violation> violations) {
    Optional<Violation> best = first(violations, RELEVANCE);
    while (best.isPresent() && !best.get().context.isEmpty()) {
      best = first(best.get().context, RELEVANCE.reversed());
    }
    return best;
  }

  private static Optional<Violation> first(
      List<Violation> violations, Comparator<Violation> order) {
    return violations.stream().reduce((best, next) -> order.compare(next, best) > 0 ? next : best);
  }

  private boolean isWeak() {
    return keyword.equals("oneOf") || keyword.equals("anyOf");
  }
}
