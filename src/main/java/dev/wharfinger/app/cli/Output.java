package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Standard output: sentences and tables for people, or the API's own answers for scripts.
 *
 * @param json whether a script reads it
 * @param columns of the terminal; empty if there is none
 */
record Output(PrintWriter out, boolean json, OptionalInt columns) {

  /** What was done. */
  void done(JsonNode answer, String sentence) {
    if (!json) {
      line(sentence);
    } else if (!answer.isMissingNode()) {
      answer(answer);
    }
  }

  /** An answer as it is. */
  void answer(JsonNode answer) {
    out.println(Harmless.json(JsonText.pretty(answer)));
    flush();
  }

  /** One entry of many, on a line of its own. */
  void entry(JsonNode entry) {
    out.println(compact(entry));
    flush();
  }

  /** Text of this program as it is. */
  void script(String text) {
    out.print(text);
    flush();
  }

  /** A sentence for people. */
  void line(String sentence) {
    out.println(Harmless.text(sentence));
    flush();
  }

  /** Names and values, one a line. */
  void fields(List<List<String>> fields) {
    int widest = fields.stream().mapToInt(it -> Harmless.width(it.getFirst())).max().orElse(0);
    for (List<String> field : fields) {
      String name = Harmless.text(field.getFirst());
      out.print(name);
      out.print(" ".repeat(Math.max(0, widest - Harmless.width(name)) + 2));
      out.println(Harmless.text(field.getLast()));
    }
    flush();
  }

  Table table(String... head) {
    return new Table(columns, head);
  }

  void rows(Table table, List<List<String>> rows) {
    out.print(table.rows(rows));
    flush();
  }

  /** A list as JSON, joined over its pages: what pages have in common comes first. */
  private void joined(Pages pages, long limit) {
    List<JsonNode> first = new ArrayList<>(1);
    long[] left = {limit};
    pages.each(page -> {
      if (first.isEmpty()) {
        first.add(page);
        out.print("{\n");
        page.properties().stream()
            .filter(field -> !pages.isOfPage(field.getKey()))
            .forEach(field ->
                out.print("  " + name(field.getKey()) + compact(field.getValue()) + ",\n"));
        out.print("  " + name(pages.list()) + "[");
      }
      for (JsonNode item : page.path(pages.list())) {
        if (left[0] > 0) {
          out.print((left[0] < limit ? ",\n    " : "\n    ") + compact(item));
          left[0]--;
        }
      }
      flush();
      return left[0] > 0;
    });
    out.print(left[0] < limit ? "\n  ]\n}\n" : "]\n}\n");
    flush();
  }

  private static String name(String field) {
    return compact(JsonNodeFactory.instance.textNode(field)) + " : ";
  }

  /** On one line. */
  static String compact(JsonNode node) {
    return Harmless.json(JsonText.compact(node));
  }

  /**
   * A list over all its pages, or as much of it as is wanted.
   *
   * @param before what people see before the table, from the first page
   */
  void list(
      Pages pages,
      long limit,
      Consumer<JsonNode> before,
      Table table,
      Function<JsonNode, List<String>> row) {
    if (json) {
      joined(pages, limit);
      return;
    }
    boolean[] begun = {false};
    long[] left = {limit};
    pages.each(page -> {
      if (!begun[0]) {
        begun[0] = true;
        before.accept(page);
      }
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode item : page.path(pages.list())) {
        if (left[0] > 0) {
          rows.add(row.apply(item));
          left[0]--;
        }
      }
      rows(table, rows);
      return left[0] > 0;
    });
  }

  /** Whoever no longer reads, or a full disk, ends the command. */
  private void flush() {
    if (out.checkError()) {
      throw new Failure("The output cannot be written.");
    }
  }
}
