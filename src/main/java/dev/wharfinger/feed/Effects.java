package dev.wharfinger.feed;

import static java.util.Map.entry;

import dev.wharfinger.feed.Effect.Meaning;
import dev.wharfinger.journal.Event;
import java.util.HashMap;
import java.util.Map;

/**
 * What every event means for the entities that the audit feed tells of. An event that is not here
 * cannot be published, and a test finds it.
 */
final class Effects {

  /** On what an entity hangs, by the last name of a component that leads there. */
  static final Map<String, String> KIND_OF =
      Map.ofEntries(
          entry("organization", "namespace"),
          entry("namespace", "namespace"),
          entry("account", "account"),
          entry("user", "account"),
          entry("owner", "account"),
          entry("creator", "account"),
          entry("team", "team"),
          entry("ownersTeam", "team"),
          entry("repository", "repository"),
          entry("quota", "quota"),
          entry("limit", "quota-limit"),
          entry("application", "application"));

  private static final Map<Class<? extends Event>, Meaning> ALL = all();

  private Effects() {}

  /** What an event means. */
  static Meaning of(Class<? extends Event> event) {
    Meaning meaning = ALL.get(event);
    if (meaning == null) {
      throw new IllegalStateException("the audit feed does not know what " + event + " means");
    }
    return meaning;
  }

  private static Map<Class<? extends Event>, Meaning> all() {
    Map<Class<? extends Event>, Meaning> all = new HashMap<>();
    EffectsOnAccounts.all().forEach(one -> all.put(one.getKey(), one.getValue()));
    EffectsOnGoods.all().forEach(one -> all.put(one.getKey(), one.getValue()));
    EffectsOnOwnAccounts.all().forEach(one -> all.put(one.getKey(), one.getValue()));
    return Map.copyOf(all);
  }

  static Map.Entry<Class<? extends Event>, Meaning> on(
      Class<? extends Event> event, String namespace, Effect... effects) {
    return entry(event, Meaning.of(namespace, effects));
  }
}
