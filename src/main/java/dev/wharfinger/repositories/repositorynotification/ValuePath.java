package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path into {@code event_data}: the part of JSONPath that needs neither searching nor computing,
 * so that no template can cost more than the length of its result. Names and indexes are separated
 * as in {@code $.trigger_metadata.commit}, {@code updated_tags[0]}, {@code updated_tags[*]} or
 * {@code ['build_id']}. Source: contract repositories 6.4.
 */
record ValuePath(List<Step> steps) {

  ValuePath {
    steps = List.copyOf(steps);
  }

  /** One step down. */
  sealed interface Step {

    /** To the member of an object. */
    record Member(String name) implements Step {}

    /** To the element of an array; counted from its end if negative. */
    record Element(int index) implements Step {}

    /** To all members or elements. */
    record All() implements Step {}
  }

  /** The text is no path. */
  static final class NotAPath extends Exception {

    private final String reason;

    NotAPath(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    /** Why, for the client. */
    String reason() {
      return reason;
    }
  }

  /** Parses it. */
  static ValuePath parse(String text) throws NotAPath {
    return new Reader(text).path();
  }

  /** All values there, in their order; none where something is absent. */
  List<JsonNode> find(JsonNode root) {
    List<JsonNode> found = List.of(root);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : found) {
        switch (step) {
          case Step.Member(String name) -> add(next, node.path(name));
          case Step.Element(int index) ->
              add(next, node.isArray() ? node.path(index < 0 ? node.size() + index : index) : null);
          case Step.All _ -> node.forEach(next::add);
        }
      }
      found = next;
    }
    return found;
  }

  private static void add(List<JsonNode> to, @Nullable JsonNode node) {
    if (node != null && !node.isMissingNode()) {
      to.add(node);
    }
  }

  private static final class Reader {

    private static final int MOST_DIGITS = 6;

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text.strip();
    }

    ValuePath path() throws NotAPath {
      List<Step> steps = new ArrayList<>();
      boolean named = !takes('$');
      while (named || at < text.length()) {
        if (takes('[')) {
          steps.add(bracket());
        } else if (named || takes('.')) {
          steps.add(takes('*') ? new Step.All() : new Step.Member(name()));
        } else {
          throw new NotAPath("unexpected '%s' at %d".formatted(text.charAt(at), at));
        }
        named = false;
      }
      return new ValuePath(steps);
    }

    private Step bracket() throws NotAPath {
      Step step;
      if (takes('*')) {
        step = new Step.All();
      } else if (takes('\'')) {
        step = new Step.Member(quoted('\''));
      } else if (takes('"')) {
        step = new Step.Member(quoted('"'));
      } else {
        step = new Step.Element(index());
      }
      if (!takes(']')) {
        throw new NotAPath("']' expected at " + at);
      }
      return step;
    }

    private String quoted(char end) throws NotAPath {
      int close = text.indexOf(end, at);
      if (close < 0) {
        throw new NotAPath("no end of the quoted name at " + at);
      }
      String name = text.substring(at, close);
      at = close + 1;
      return name;
    }

    private int index() throws NotAPath {
      int begin = at;
      boolean fromEnd = takes('-');
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      int digits = at - begin - (fromEnd ? 1 : 0);
      if (digits == 0 || digits > MOST_DIGITS) {
        throw new NotAPath("an index, a quoted name or '*' expected at " + begin);
      }
      return Integer.parseInt(text.substring(begin, at));
    }

    private String name() throws NotAPath {
      int begin = at;
      while (at < text.length() && isPartOfName(text.charAt(at))) {
        at++;
      }
      if (begin == at) {
        throw new NotAPath("a name expected at " + at);
      }
      return text.substring(begin, at);
    }

    private static boolean isPartOfName(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private boolean takes(char c) {
      boolean there = at < text.length() && text.charAt(at) == c;
      if (there) {
        at++;
      }
      return there;
    }
  }
}
