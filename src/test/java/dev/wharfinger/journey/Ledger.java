package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What clients were promised, and what they met that must not be. */
final class Ledger {
  private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger silences = new AtomicInteger();

  void created(String organization) {
    acknowledged.incrementAndGet();
    addresses.put(organization, List.of());
  }

  /** Only the organization's own client calls this, one change after the other. */
  void changed(String organization, String address) {
    acknowledged.incrementAndGet();
    var _ =
        addresses.computeIfPresent(
            organization,
            (_, before) -> Stream.concat(before.stream(), Stream.of(address)).toList());
  }

  void violation(String what) {
    violations.add(what);
  }

  void unavailable() {
    unavailable.incrementAndGet();
  }

  void silence() {
    silences.incrementAndGet();
  }

  int acknowledged() {
    return acknowledged.get();
  }

  /** Requests that had to be sent again, because they were not answered or put off. */
  int repeated() {
    return unavailable.get() + silences.get();
  }

  /** Every promise is kept exactly once: in the chain, in the usage logs and on the wire. */
  void holds(Chain chain, Tables tables, ApiClient reader) {
    assertThat(violations).isEmpty();
    Map<String, Integer> once = new TreeMap<>();
    Map<String, Integer> changes = new TreeMap<>();
    addresses.forEach((name, made) -> {
      once.put(name, 1);
      if (!made.isEmpty()) {
        changes.put(name, made.size());
      }
    });
    assertThat(chain.commands().values()).as("times a command is in the chain").containsOnly(1);
    assertThat(own(chain.eventsByOrganization(Chain.CREATED))).isEqualTo(once);
    assertThat(own(chain.eventsByOrganization(Chain.ADDRESS_CHANGED))).isEqualTo(changes);
    assertThat(own(tables.logsByOrganization("org_create"))).isEqualTo(once);
    assertThat(own(tables.logsByOrganization("org_change_invoicing"))).isEqualTo(changes);
    addresses.forEach((name, made) -> {
      Reply shown = reader.organization(name);
      assertThat(shown.is(200)).as("%s: %s", name, shown).isTrue();
      assertThat(ApiClient.invoiceAddress(shown))
          .as("the address of %s", name)
          .isEqualTo(made.isEmpty() ? "" : made.getLast());
    });
  }

  /** What the load's clients did; a journey may have written beside them. */
  private static Map<String, Integer> own(Map<String, Integer> byOrganization) {
    Map<String, Integer> own = new TreeMap<>(byOrganization);
    own.keySet().removeIf(name -> !name.startsWith(Load.NAMES));
    return own;
  }

  @Override
  public String toString() {
    return acknowledged
        + " writes acknowledged, "
        + unavailable
        + " answers 503, "
        + silences
        + " requests without answer"
        + (violations.isEmpty() ? "" : ", and what must not be: " + violations);
  }
}
