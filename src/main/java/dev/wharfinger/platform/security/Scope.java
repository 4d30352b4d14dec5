package dev.wharfinger.platform.security;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a token may be used for. Source: contract common 2.2 and neighbours 1.2. */
public enum Scope {
  REPO_READ("repo:read"),
  REPO_WRITE("repo:write"),
  REPO_ADMIN("repo:admin"),
  REPO_CREATE("repo:create"),
  USER_READ("user:read"),
  USER_ADMIN("user:admin"),
  ORG_ADMIN("org:admin"),
  SUPER_USER("super:user");

  private static final Map<String, Scope> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(Scope::word, Function.identity()));

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** The name on the wire. */
  public String word() {
    return word;
  }

  /**
   * The scopes of a scope string, separated by spaces or commas; empty if any word is unknown or
   * there is none, because a partly understood set must grant nothing (common 2.2).
   */
  public static Optional<Set<Scope>> parse(String text) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : text.split("[ ,]+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      Scope scope = BY_WORD.get(word);
      if (scope == null) {
        return Optional.empty();
      }
      scopes.add(scope);
    }
    return scopes.isEmpty() ? Optional.empty() : Optional.of(Collections.unmodifiableSet(scopes));
  }

  /** Further permissions of a token with this scope (neighbours 1.2). */
  private Set<Scope> implied() {
    return switch (this) {
      case REPO_ADMIN -> EnumSet.of(REPO_ADMIN, REPO_WRITE, REPO_READ);
      case REPO_WRITE -> EnumSet.of(REPO_WRITE, REPO_READ);
      case REPO_READ, REPO_CREATE, USER_READ, USER_ADMIN, ORG_ADMIN, SUPER_USER -> EnumSet.of(this);
    };
  }

  /** Whether the held scopes, with those they imply, include all wanted ones. */
  public static boolean cover(Set<Scope> held, Set<Scope> wanted) {
    return held.stream()
        .flatMap(scope -> scope.implied().stream())
        .collect(Collectors.toSet())
        .containsAll(wanted);
  }

  /** The scope string of a set, in the order of the contract's table. */
  public static String format(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
  }
}
