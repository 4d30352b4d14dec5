package dev.wharfinger.platform.account;

import java.util.Optional;

/** The rule for passwords. */
public final class PasswordRule {

  private static final int MIN_LENGTH = 8;
  private static final String ISSUE =
      "Invalid password, password must be at least 8 characters and contain no whitespace.";

  private PasswordRule() {}

  /** What is wrong with a password. */
  public static Optional<String> issue(String password) {
    boolean fits =
        password.codePointCount(0, password.length()) >= MIN_LENGTH
            && password.codePoints().noneMatch(PasswordRule::isBlank);
    return fits ? Optional.empty() : Optional.of(ISSUE);
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }
}
