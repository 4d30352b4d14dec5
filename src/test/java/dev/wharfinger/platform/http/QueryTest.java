package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  private static final String HELP = "Limit to the number of results to return per page. Max 100.";

  @Test
  void takesTheFirstOccurrence() {
    Query query = Query.parse("a=1&a=2&b&=x&&c=%C3%A4+%2B");
    assertThat(query.string("a")).contains("1");
    assertThat(query.string("b")).contains("");
    assertThat(query.string("c")).contains("ä +");
    assertThat(query.string("d")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_csrf_token=a+%2B",
        "%5Fcsrf_token=a+%2B",
        "x=1&&=&_csrf_token=a+%2B&_csrf_token=c",
        "%5F%63%73%72%66%5F%74%6F%6B%65%6E=a+%2B",
      })
  void findsOneParameterAsItFindsAll(String form) {
    assertThat(Query.first(form, "_csrf_token"))
        .isEqualTo(Query.parse(form).string("_csrf_token"))
        .contains("a +");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "_csrf_toke=a", "_csrf_token_=a", "x=_csrf_token=a", "%zz=&a"})
  void findsNoParameterThatIsNotThere(String form) {
    assertThat(Query.first(form, "_csrf_token")).isEmpty();
  }

  @Test
  void keepsNothingOfParametersThatNobodyAsksFor() {
    String form = "&a".repeat(500_000) + "&_csrf_token=b";
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(Query.first(form, "_csrf_token")).contains("b");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1024 * 1024);
  }

  @Test
  void leavesBrokenEscapesAsTheyAre() {
    Query query = Query.parse("a=100%&b=%zz&c=%C3&%=1&d=%4");
    assertThat(query.string("a")).contains("100%");
    assertThat(query.string("b")).contains("%zz");
    assertThat(query.string("c")).contains("\ufffd");
    assertThat(query.string("%")).contains("1");
    assertThat(query.string("d")).contains("%4");
  }

  @ParameterizedTest
  @CsvSource({
    "5,5",
    "%2B5,5",
    "-5,-5",
    "+5,5",
    "%095%0A,5",
    "1_000,1000",
    "007,7",
    "-0,0",
    "99999999999999999999,9223372036854775807",
    "-99999999999999999999,-9223372036854775808"
  })
  void readsIntegersAsPythonDoes(String text, long value) {
    assertThat(Query.parse("limit=" + text).integer("limit", HELP)).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5.0", "abc", "+", "- 5", "1__0", "_1", "1_", "0x1", "1e3", "true", "--5"})
  void refusesOtherIntegersWithTheHelpText(String text) {
    Query query = Query.parse("limit=" + text.replace("+", "%2B"));
    ApiException refused =
        catchThrowableOfType(
            ApiException.class,
            () -> {
              long _ = query.integer("limit", HELP, 10);
            });
    assertThat(ErrorBody.of(refused.refusal(), "http://host").toString())
        .isEqualTo("{\"message\":{\"limit\":\"" + HELP + "\"}}");
    assertThat(refused.refusal().status()).isEqualTo(400);
  }

  @Test
  void refusesANumberOfTooManyDigits() {
    String most = "1".repeat(Query.MAX_DIGITS);
    assertThat(Query.parse("limit=" + most).integer("limit", HELP)).hasValue(Long.MAX_VALUE);
    for (String text : new String[] {most + "1", "1" + "_1".repeat(100_000)}) {
      Query query = Query.parse("limit=" + text);
      assertThatThrownBy(() -> query.integer("limit", HELP)).isInstanceOf(ApiException.class);
    }
  }

  @Test
  void defaultsOnlyWhatIsAbsent() {
    assertThat(Query.parse(null).integer("limit", HELP, 10)).isEqualTo(10);
    assertThat(Query.parse("limit=3").integer("limit", HELP, 10)).isEqualTo(3);
    assertThat(Query.parse("").flag("x", true)).isTrue();
    assertThat(Query.parse("x").flag("x", true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "FALSE", "0", "null", ""})
  void readsFalse(String text) {
    assertThat(Query.parse("x=" + text).flag("x", true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "off", "FaLsE", "true", "1", "00", "NULL", "%20"})
  void readsEverythingElseAsTrue(String text) {
    assertThat(Query.parse("x=" + text).flag("x", false)).isTrue();
  }
}
