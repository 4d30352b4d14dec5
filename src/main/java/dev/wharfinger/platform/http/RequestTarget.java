package dev.wharfinger.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses paths and queries that no operation could handle before any of them runs: the framework
 * fails on malformed escapes, the database on NUL. Paths are normalized to one spelling, so that
 * checks, routes and proxies all interpret them alike.
 */
final class RequestTarget {

  private static final Pattern BACKSLASH = Pattern.compile("\\\\|%5[cC]");
  private static final Pattern ESCAPED_SLASH = Pattern.compile("%2[fF]");

  /** The characters that RFC 3986 calls unreserved: escaped or not, they mean the same. */
  private static final Pattern ESCAPED_LETTER =
      Pattern.compile("%(?:3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]|2[deDE]|5[fF]|7[eE])");

  private RequestTarget() {}

  /** The refusal to answer with immediately; empty if the operations decide. */
  static Optional<ApiError> issue(String path, @Nullable String query) {
    if (!isAscii(path) || !isEscaped(path) || (query != null && !isEscaped(query))) {
      return Optional.of(ApiError.BAD_REQUEST);
    }
    if (!isText(path) || !isPlain(path)) {
      return Optional.of(ApiError.notFound());
    }
    return Query.parse(query).isStorable() ? Optional.empty() : Optional.of(ApiError.BAD_REQUEST);
  }

  /**
   * Whether a path is unambiguous: no path parameters, dot segments, empty segments or backslashes,
   * and no escaped slashes except in the name of a repository.
   */
  private static boolean isPlain(String path) {
    return path.startsWith("/")
        && path.indexOf(';') < 0
        && !BACKSLASH.matcher(path).find()
        && !path.contains("//")
        && !path.contains("/./")
        && !path.contains("/../")
        && !path.endsWith("/.")
        && !path.endsWith("/..")
        && (Api.isOfRepositories(path) || !ESCAPED_SLASH.matcher(path).find());
  }

  /**
   * The same target in normalized spelling, if it differs: letters, digits and {@code -._~} are not
   * escaped, nor are slashes in the name of a repository. Generated clients escape the whole name,
   * {@code acme%2Fapp}, and Quay's web server undoes that before routing.
   */
  static Optional<String> plain(String path, @Nullable String query) {
    if (path.indexOf('%') < 0) {
      return Optional.empty();
    }
    String unescaped = ESCAPED_LETTER.matcher(path).replaceAll(RequestTarget::unescaped);
    String plain =
        Api.isOfRepositories(unescaped)
            ? ESCAPED_SLASH.matcher(unescaped).replaceAll("/")
            : unescaped;
    return plain.equals(path)
        ? Optional.empty()
        : Optional.of(query == null ? plain : plain + "?" + query);
  }

  private static String unescaped(MatchResult escape) {
    return String.valueOf((char) Integer.parseInt(escape.group().substring(1), 16));
  }

  private static boolean isAscii(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) <= ' ' || path.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Whether every percent sign begins an escape. */
  private static boolean isEscaped(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (!isHex(text, i + 1) || !isHex(text, i + 2)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the escapes decode to UTF-8 without NUL. */
  private static boolean isText(String path) {
    if (path.indexOf('%') < 0) {
      return true; // only ASCII is left here
    }
    ByteBuffer bytes = ByteBuffer.allocate(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '%') {
        bytes.put((byte) Integer.parseInt(path, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.put((byte) path.charAt(i));
      }
    }
    try {
      return Text.isStorable(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isHex(String text, int index) {
    return index < text.length()
        && text.charAt(index) < 0x80
        && Character.digit(text.charAt(index), 16) >= 0;
  }
}
