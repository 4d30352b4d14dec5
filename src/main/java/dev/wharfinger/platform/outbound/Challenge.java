package dev.wharfinger.platform.outbound;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first authentication challenge of a registry, from {@code WWW-Authenticate}. Source: contract
 * organization 2.18, RFC 9110 11.6.1.
 *
 * @param scheme lower-case; empty without a challenge
 */
public record Challenge(String scheme, Map<String, String> parameters) {

  private static final Pattern SCHEME = Pattern.compile("\\s*([A-Za-z0-9-]+)(?:\\s+|$)");

  /**
   * A name and what tells whether its value is quoted. The header is a stranger's: a name is looked
   * for from its first letter only, and given up for good where nothing follows, so that the time
   * is that of the header's length.
   */
  private static final Pattern PARAMETER =
      Pattern.compile("(?<![A-Za-z0-9_-])([A-Za-z0-9_-]++)\\s*+=\\s*+(\"?+)");

  private static final Pattern TOKEN = Pattern.compile("\\G[^\\s,\"]++");

  /** Parses the header; a malformed one is no challenge. */
  public static Challenge of(Optional<String> header) {
    return of(header.orElse(""));
  }

  static Challenge of(CharSequence text) {
    Matcher scheme = SCHEME.matcher(text);
    Map<String, String> parameters = new HashMap<>();
    if (!scheme.lookingAt()) {
      return new Challenge("", parameters);
    }
    Matcher parameter = PARAMETER.matcher(text);
    int from = scheme.end();
    while (parameter.find(from)) {
      from = parameter.end();
      Value value = parameter.group(2).isEmpty() ? token(text, from) : quoted(text, from);
      if (value.complete()) {
        parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value.text());
        from = value.end();
      }
    }
    return new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters);
  }

  private record Value(String text, int end, boolean complete) {}

  private static Value token(CharSequence text, int from) {
    Matcher token = TOKEN.matcher(text);
    return token.find(from)
        ? new Value(token.group(), token.end(), true)
        : new Value("", from, false);
  }

  /** Without a regular expression, which would need a stack as deep as the value is long. */
  private static Value quoted(CharSequence text, int from) {
    StringBuilder value = new StringBuilder();
    for (int at = from; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '"') {
        return new Value(value.toString(), at + 1, true);
      }
      if (next == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    return new Value("", text.length(), false);
  }

  /** Whether it asks for a user name and a password. */
  public boolean isBasic() {
    return scheme.equals("basic");
  }

  /** A parameter, or the empty text. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
