package dev.wharfinger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

  private static final List<List<String>> ROWS =
      List.of(
          List.of("acme", "crew@acme.example", "a description that is rather long"),
          List.of("a-longer-name", "", "short"));

  @Test
  void linesUpWhatItShowsAndCutsNothingForAScript() {
    assertThat(new Table(OptionalInt.empty(), "NAME", "E-MAIL", "TEXT").rows(ROWS))
        .isEqualTo(
            """
            NAME           E-MAIL             TEXT
            acme           crew@acme.example  a description that is rather long
            a-longer-name                     short
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 57, 66, 67, 200})
  void fitsTheTerminal(int columns) {
    String shown = new Table(OptionalInt.of(columns), "NAME", "E-MAIL", "TEXT").rows(ROWS);
    assertThat(shown.lines()).hasSize(3).allMatch(line -> Harmless.width(line) <= columns);
    assertThat(shown.contains("…")).isEqualTo(columns < 67);
  }

  @Test
  void theWidestColumnGivesWay() {
    assertThat(new Table(OptionalInt.of(44), "NAME", "E-MAIL", "TEXT").rows(ROWS))
        .isEqualTo(
            """
            NAME           E-MAIL          TEXT
            acme           crew@acme.exa…  a descriptio…
            a-longer-name                  short
            """);
  }

  @Test
  void columnsStayReadableOnATerminalThatIsTooNarrow() {
    assertThat(
            new Table(OptionalInt.of(3), "NAME", "TEXT").rows(List.of(List.of("acme", "abcdefgh"))))
        .isEqualTo("NAME  TEXT\nacme  abcde…\n");
  }

  @Test
  void hasOneHeadHoweverManyPortionsThereAre() {
    Table table = new Table(OptionalInt.empty(), "NAME", "TEXT");
    assertThat(table.rows(List.of())).isEqualTo("NAME  TEXT\n");
    assertThat(table.rows(List.of(List.of("acme", "1")))).isEqualTo("acme  1\n");
    assertThat(table.rows(List.of(List.of("longer", "2")))).isEqualTo("longer  2\n");
    assertThat(table.rows(List.of(List.of("acme", "3")))).isEqualTo("acme    3\n");
  }

  @Test
  void wideCharactersTakeTwoColumnsAndAccentsNone() {
    assertThat(
            new Table(OptionalInt.empty(), "A", "B")
                .rows(List.of(List.of("日本", "x"), List.of("e\u0301a", "x"), List.of("🚢", "x"))))
        .isEqualTo("A     B\n日本  x\ne\u0301a    x\n🚢    x\n");
    assertThat(Harmless.cut("日本語", 4)).isEqualTo("日…");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '\u001b[31mred', '\\u001b[31mred'
          '\u009b31m',     '\\u009b31m'
          'a\u202eb',      'a\\u202eb'
          'a\u2028b',      'a\\u2028b'
          'a\u200bb',      'a\\u200bb'
          """)
  void whatMovesTheCursorIsShownInstead(String text, String shown) {
    assertThat(Harmless.text(text)).isEqualTo(shown);
    assertThat(new Table(OptionalInt.empty(), "A").rows(List.of(List.of(text))))
        .isEqualTo("A\n" + shown + "\n");
  }

  @Test
  void linesStayLines() {
    assertThat(Harmless.text("a\nb\r\tc\u007f")).isEqualTo("a\\u000ab\\u000d\\u0009c\\u007f");
    assertThat(Harmless.text("\ud800")).isEqualTo("\\ud800");
    assertThat(Harmless.text("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
  }

  @Test
  void jsonMeansTheSameAndKeepsItsLayout() {
    assertThat(Harmless.json("{\n  \"a\" : \"é\u009b\u202e\u007f\"\n}"))
        .isEqualTo("{\n  \"a\" : \"é\\u009b\\u202e\\u007f\"\n}");
  }
}
