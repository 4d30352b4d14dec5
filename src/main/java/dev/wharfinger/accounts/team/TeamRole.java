package dev.wharfinger.accounts.team;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The role of a team's members in its organization. Source: contract neighbours 1.3 and 4. */
public enum TeamRole {
  MEMBER("member"),
  CREATOR("creator"),
  ADMIN("admin");

  private static final Map<String, TeamRole> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(TeamRole::word, Function.identity()));

  private final String word;

  TeamRole(String word) {
    this.word = word;
  }

  /** The name on the wire and in the rows. */
  public String word() {
    return word;
  }

  /** The role with that name. */
  static TeamRole of(String word) {
    TeamRole role = BY_WORD.get(word);
    if (role == null) {
      throw new IllegalArgumentException("no team role: " + word);
    }
    return role;
  }
}
