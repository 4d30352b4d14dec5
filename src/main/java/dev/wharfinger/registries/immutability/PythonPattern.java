package dev.wharfinger.registries.immutability;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a regular expression as Python does and compiles it as one of Java's, which has all of it
 * in slightly other words. What Python does not have is refused, so that nothing gets another
 * meaning.
 */
final class PythonPattern {

  /** The letters that Python allows behind a backslash. */
  private static final String ESCAPES = "abfnrtvxuAbBdDsSwWZ";

  private final String source;
  private final StringBuilder java = new StringBuilder();
  private final Map<String, String> groups = new HashMap<>();
  private int at;

  /** How many groups with numbers have begun. */
  private int opened;

  private PythonPattern(String source) {
    this.source = source;
  }

  /**
   * Compiles it.
   *
   * @throws PatternSyntaxException if it is none of Python's
   */
  static Pattern compile(String source) {
    return new PythonPattern(source).compile();
  }

  private Pattern compile() {
    while (at < source.length()) {
      char next = source.charAt(at);
      switch (next) {
        case '\\' -> escape(false);
        case '[' -> set();
        case '(' -> group();
        case '{' -> repetition();
        default -> {
          java.append(next);
          at++;
        }
      }
    }
    return Pattern.compile(java.toString());
  }

  private PatternSyntaxException fault(String what) {
    return new PatternSyntaxException(what, source, at);
  }

  private void escape(boolean inSet) {
    if (at + 1 == source.length()) {
      throw fault("bad escape (end of pattern)");
    }
    char next = source.charAt(at + 1);
    if (isDigit(next)) {
      number(inSet);
      return;
    }
    boolean letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (letter && ESCAPES.indexOf(next) < 0) {
      throw fault("bad escape \\" + next);
    }
    java.append(
        switch (next) {
          case 'Z' -> "\\z";
          case 'v' -> "\\x0B";
          case 'b' -> inSet ? "\\x08" : "\\b";
          default -> "\\" + next;
        });
    at += 2;
  }

  /** An octal number of a character, or the number of a group that has begun. */
  private void number(boolean inSet) {
    int end = at + 1;
    while (end < source.length() && end < at + 4 && isOctal(source.charAt(end))) {
      end++;
    }
    if (inSet || source.charAt(at + 1) == '0' || end == at + 4) {
      if (end == at + 1) {
        throw fault("bad escape");
      }
      java.append("\\x{%x}".formatted(Integer.parseInt(source, at + 1, end, 8)));
      at = end;
      return;
    }
    end = at + 2;
    while (end < source.length() && end < at + 3 && isDigit(source.charAt(end))) {
      end++;
    }
    int group = Integer.parseInt(source, at + 1, end, 10);
    if (group > opened) {
      throw fault("invalid group reference " + group);
    }
    java.append("(?:\\").append(group).append(')');
    at = end;
  }

  private static boolean isOctal(char next) {
    return next >= '0' && next <= '7';
  }

  private static boolean isDigit(char next) {
    return next >= '0' && next <= '9';
  }

  /** A set has no sets in it, and no intersections. */
  private void set() {
    int start = at;
    java.append('[');
    at++;
    if (source.startsWith("^", at)) {
      java.append('^');
      at++;
    }
    boolean first = true;
    while (at < source.length()) {
      char next = source.charAt(at);
      if (next == ']' && !first) {
        java.append(']');
        at++;
        return;
      }
      if (next == '\\') {
        escape(true);
      } else {
        if ("[]&^".indexOf(next) >= 0) {
          java.append('\\');
        }
        java.append(next);
        at++;
      }
      first = false;
    }
    at = start;
    throw fault("unterminated character set");
  }

  private void group() {
    if (source.startsWith("(?P<", at)) {
      opened++;
      java.append("(?<").append(groups.computeIfAbsent(name('<', '>'), _ -> newName())).append('>');
    } else if (source.startsWith("(?P=", at)) {
      String group = groups.get(name('=', ')'));
      if (group == null) {
        throw fault("unknown group name");
      }
      java.append("\\k<").append(group).append('>');
    } else if (source.startsWith("(?#", at)) {
      int end = source.indexOf(')', at);
      if (end < 0) {
        throw fault("missing ), unterminated comment");
      }
      at = end + 1;
    } else if (source.startsWith("(?<", at) && !isLookBehind()) {
      throw fault("unknown extension ?<");
    } else {
      opened += source.startsWith("(?", at) ? 0 : 1;
      java.append('(');
      at++;
    }
  }

  private boolean isLookBehind() {
    return source.startsWith("(?<=", at) || source.startsWith("(?<!", at);
  }

  private String newName() {
    return "g" + groups.size();
  }

  /** Reads the name of a group, with what stands around it. */
  private String name(char before, char after) {
    int from = source.indexOf(before, at) + 1;
    int end = source.indexOf(after, from);
    if (end < 0) {
      throw fault("missing " + after + ", unterminated name");
    }
    String name = source.substring(from, end);
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw fault("bad character in group name");
    }
    at = end + 1;
    return name;
  }

  /** Braces without numbers stand for themselves. */
  private void repetition() {
    int end = source.indexOf('}', at);
    String inside = end < 0 ? "" : source.substring(at + 1, end);
    if (!inside.matches("[0-9]{0,9},?[0-9]{0,9}") || inside.isEmpty() || inside.equals(",")) {
      java.append("\\{");
      at++;
    } else {
      java.append('{').append(inside.startsWith(",") ? "0" : "").append(inside).append('}');
      at = end + 1;
    }
  }
}
