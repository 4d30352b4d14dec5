package dev.wharfinger.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paths and queries that no operation could make sense of, refused before any of them is asked: the
 * framework fails on broken escapes, the database on NUL.
 */
final class RequestTarget {

  private RequestTarget() {}

  /** What to answer at once; empty where the operations decide. */
  static Optional<Refusal> issue(String path, @Nullable String query) {
    if (!isAscii(path) || !isEscaped(path) || (query != null && !isEscaped(query))) {
      return Optional.of(Refusal.BAD_REQUEST);
    }
    if (!isText(path)) {
      return Optional.of(Refusal.notFound());
    }
    return Query.parse(query).isStorable() ? Optional.empty() : Optional.of(Refusal.BAD_REQUEST);
  }

  /**
   * The same target with plain slashes in the name of a repository, if it has escaped ones.
   * Generated clients escape the whole name, {@code acme%2Fapp}, and Quay's web server undoes that
   * before it looks for a route.
   */
  static Optional<String> withPlainSlashes(String path, @Nullable String query) {
    if (!Api.isOfRepositories(path)) {
      return Optional.empty();
    }
    String plain = path.replace("%2F", "/").replace("%2f", "/");
    return plain.equals(path)
        ? Optional.empty()
        : Optional.of(query == null ? plain : plain + "?" + query);
  }

  private static boolean isAscii(String path) {
    return path.chars().allMatch(c -> c > ' ' && c < 0x7f);
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

  /** The escapes give UTF-8, and no NUL. */
  private static boolean isText(String path) {
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
