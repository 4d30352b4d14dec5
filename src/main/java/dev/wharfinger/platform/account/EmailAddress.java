package dev.wharfinger.platform.account;

import dev.wharfinger.platform.config.Bound;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rule for e-mail addresses, where an operation checks them: what mail servers accept, except
 * quoted local parts and address literals. Non-ASCII letters are allowed (RFC 6531). Source:
 * contract common 14; RFC 5321 4.1.2 and 4.5.3.1.
 */
public final class EmailAddress {

  @Bound(
      of = "e-mail address",
      unit = "bytes",
      beyond = "400",
      test = "AccountRulesTest.boundsTheLengthOfAddresses")
  private static final int MAX_LENGTH = 254;

  @Bound(
      of = "local part of an e-mail address (before the @)",
      unit = "bytes",
      beyond = "400",
      test = "AccountRulesTest.boundsTheLengthOfAddresses")
  private static final int MAX_LOCAL_LENGTH = 64;

  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\p{L}\\p{N}\\p{M}-]+";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*+");

  private static final String LETTER = "[A-Za-z0-9\\p{L}\\p{N}\\p{M}]";
  private static final String LABEL =
      LETTER + "(?:[A-Za-z0-9\\p{L}\\p{N}\\p{M}-]{0,61}" + LETTER + ")?+";
  private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")++");

  private EmailAddress() {}

  /** Whether a text may be an address: one {@code @}, a local part, two labels or more. */
  public static boolean isValid(String text) {
    if (text.length() > MAX_LENGTH || bytes(text) > MAX_LENGTH) {
      return false;
    }
    int at = text.indexOf('@');
    if (at < 1 || at != text.lastIndexOf('@')) {
      return false;
    }
    String local = text.substring(0, at);
    return bytes(local) <= MAX_LOCAL_LENGTH
        && LOCAL.matcher(local).matches()
        && DOMAIN.matcher(text.substring(at + 1)).matches();
  }

  /** Whether an address is of one of these domains, which are in lower case, or below one. */
  public static boolean isOf(String text, Collection<String> domains) {
    String domain = text.substring(text.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return domains.stream().anyMatch(it -> domain.equals(it) || domain.endsWith("." + it));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
