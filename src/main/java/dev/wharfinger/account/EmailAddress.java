package dev.wharfinger.account;

/** The rule of e-mail addresses, where an operation states one. */
public final class EmailAddress {

  private static final int MAX_LENGTH = 254;

  private EmailAddress() {}

  /** Whether a text may be an address: one {@code @}, a local part, two labels or more. */
  public static boolean isValid(String text) {
    int at = text.indexOf('@');
    if (text.codePointCount(0, text.length()) > MAX_LENGTH
        || at < 1
        || at != text.lastIndexOf('@')) {
      return false;
    }
    String domain = text.substring(at + 1);
    return domain.indexOf('.') > 0 && !domain.endsWith(".") && !domain.contains("..");
  }
}
