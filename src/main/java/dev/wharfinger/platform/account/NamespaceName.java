package dev.wharfinger.platform.account;

import dev.wharfinger.platform.config.Bound;
import java.util.Optional;

/** The rule for user and organization names. */
public final class NamespaceName {

  /** The pattern quoted in the refusal. */
  public static final String PATTERN = "^([a-z0-9]+(?:[._-][a-z0-9]+)*)$";

  private static final int MIN_LENGTH = 2;

  @Bound(
      of = "name of a user or an organization",
      unit = "characters",
      beyond = "400",
      test = "AccountRulesTest.boundsTheLengthOfNames")
  private static final int MAX_LENGTH = 255;

  private NamespaceName() {}

  /** What is wrong with a name; the pattern is tested before the length. */
  public static Optional<String> issue(String name) {
    if (!matches(name)) {
      return Optional.of("Namespace must match expression " + PATTERN);
    }
    if (name.length() < MIN_LENGTH || name.length() > MAX_LENGTH) {
      return Optional.of("Namespace must be between 2 and 255 characters in length");
    }
    return Optional.empty();
  }

  /**
   * Whether a text matches the pattern. Checked by hand, because Java's regex engine recurses for
   * each repetition of a group.
   */
  public static boolean matches(String name) {
    boolean wordBefore = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!word && (!wordBefore || "._-".indexOf(c) < 0)) {
        return false;
      }
      wordBefore = word;
    }
    return wordBefore;
  }
}
