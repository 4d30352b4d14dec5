package dev.wharfinger.records.history;

import java.util.Set;

/** The kinds of entities that have a history, by their names on the audit feed. */
final class HistoryKinds {

  static final String ACCOUNT = "account";
  static final String NAMESPACE = "namespace";
  static final String TEAM = "team";
  static final String REPOSITORY = "repository";

  /** What others can be part of; a part is found by the number of its owner. */
  static final Set<String> OWNERS = Set.of(ACCOUNT, TEAM, REPOSITORY, "quota");

  /** What has a name by which it can be asked for. */
  static final Set<String> NAMED = Set.of(ACCOUNT, TEAM, REPOSITORY);

  /** What nothing else is part of. */
  private static final Set<String> LEAVES =
      Set.of(
          "account-permission",
          "application",
          "auto-prune-policy",
          "immutability-policy",
          "prototype",
          "proxy-cache",
          "quota-limit",
          "repository-mirror",
          "repository-notification",
          "team-member",
          "team-permission");

  private HistoryKinds() {}

  static boolean isKept(String kind) {
    return OWNERS.contains(kind) || LEAVES.contains(kind);
  }

  /** The kind in an entity's name. */
  static String of(String entity) {
    return entity.substring(0, entity.indexOf('/'));
  }

  /** The first id in an entity's name; the only one of those that others are part of. */
  static long id(String entity) {
    return Long.parseLong(entity.split("/", 3)[1]);
  }
}
