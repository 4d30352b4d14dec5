package dev.wharfinger.registries.immutability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.registries.immutability.ImmutabilityEvent.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagPatternTest {

  private static boolean makesImmutable(String pattern, boolean matches, String tag) {
    return TagPattern.of(new Terms(pattern, matches)).orElseThrow().makesImmutable(tag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "v[0-9]+ v12 true",
        "v[0-9]+ v12-rc false",
        "v[0-9]+ xv12 false",
        "v1|v2 v2 true",
        "(?i)RELEASE release true",
        "(?P<major>\\d+)\\.(?P=major) 7.7 true",
        "(?P<major>\\d+)\\.(?P=major) 7.8 false",
        "(?P<m_1>a)(?P<m_2>b)(?P=m_2) abb true",
        "(?<=v)1 v1 false",
        "v(?<=v)1 v1 true",
        "v(?!1).* v2 true",
        "v1\\Z v1 true",
        "[[a]+ [a true",
        "[]a]+ ]a true",
        "[^]a]+ xyz true",
        "[a&&b]+ && true",
        "a{,2} aa true",
        "a{,2} aaa false",
        "a{x} a{x} true",
        "a{ a{ true",
        "a{,} a{,} true",
        "v(?#comment)1 v1 true",
        "[\\w.-]+ a.b-c true",
        "(a)(b)\\2\\1 abba true",
        "(a)\\1\\x31 aa1 true",
        "\\101\\060 A0 true",
        "[\\101]+ AA true"
      })
  void readsWhatPythonReads(String pattern, String tag, boolean matches) {
    assertThat(TagPattern.fault(pattern)).isEmpty();
    assertThat(makesImmutable(pattern, true, tag)).isEqualTo(matches);
    assertThat(makesImmutable(pattern, false, tag)).isEqualTo(!matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[a",
        ")",
        "*",
        "a**",
        "\\",
        "\\p{L}",
        "\\Qa\\E",
        "\\h",
        "\\k<a>",
        "\\R",
        "(?<a>b)",
        "(?P=a)",
        "(?P<1>a)",
        "(?P<a",
        "(?#",
        "a{2,1}",
        "[b-a]",
        "(?z)a",
        "\\1"
      })
  void refusesWhatPythonRefuses(String pattern) {
    assertThat(TagPattern.fault(pattern)).isPresent();
  }

  @Test
  void isNoneOfAnExpressionThatIsNotReadAnyMore() {
    assertThat(TagPattern.of(new Terms("(", false))).isEmpty();
  }

  @Test
  void tellsWhereTheFaultIs() {
    assertThat(TagPattern.fault("v[1")).contains("unterminated character set at position 1");
  }

  @Test
  void givesUpWhatTakesTooLong() {
    String tag = "a".repeat(127) + "!";
    for (boolean matches : new boolean[] {true, false}) {
      assertThat(makesImmutable("(a|a)*\\1b", matches, tag)).as("matches: " + matches).isFalse();
      assertThat(makesImmutable("(a+)\\1*(a+)\\2*(a+)\\3*b", matches, tag)).isFalse();
    }
    assertThat(makesImmutable("(((a{99}){99}){99}){99}", true, tag)).isFalse();
    assertThat(makesImmutable("(.|a)*".repeat(40), true, tag)).isTrue();
  }

  @Test
  void survivesDeepNesting() {
    String deep = "(".repeat(120) + "a" + ")*".repeat(120);
    assertThat(TagPattern.fault(deep)).isEmpty();
    assertThat(makesImmutable(deep, true, "b")).isFalse();
  }
}
