package dev.wharfinger.platform.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a1", "acme.corp", "a-b_c.d", "007", "x0"})
  void acceptsNames(String name) {
    assertThat(NamespaceName.issue(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "a..b", "a.-b", ".a", "a.", "a b", "a+b", "ünal", "ab\n", "-", "a/b"})
  void testsThePatternBeforeTheLength(String name) {
    assertThat(NamespaceName.issue(name))
        .contains("Namespace must match expression ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$");
  }

  @Test
  void knowsWhichDomainAnAddressIsOf() {
    List<String> domains = List.of("a.example", "b.example");
    assertThat(EmailAddress.isOf("x@b.example", domains)).isTrue();
    assertThat(EmailAddress.isOf("x@Mail.B.Example", domains)).isTrue();
    assertThat(EmailAddress.isOf("x@notb.example", domains)).isFalse();
    assertThat(EmailAddress.isOf("b.example@c.example", domains)).isFalse();
    assertThat(EmailAddress.isOf("", domains)).isFalse();
  }

  @Test
  void boundsTheLengthOfNames() {
    assertThat(NamespaceName.issue("a"))
        .contains("Namespace must be between 2 and 255 characters in length");
    assertThat(NamespaceName.issue("a".repeat(255))).isEmpty();
    assertThat(NamespaceName.issue("a".repeat(256))).isPresent();
    assertThat(NamespaceName.issue("a.".repeat(500_000) + "a"))
        .contains("Namespace must be between 2 and 255 characters in length");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.c",
        "jane@example.com",
        "o'neil+list@a-b.x.y",
        "ü@ü.de",
        "a!#$%&*/=?^_`{|}~-@b.c"
      })
  void acceptsAddresses(String address) {
    assertThat(EmailAddress.isValid(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@b.c",
        "a@b",
        "a@b@c.d",
        "a@.c",
        "a@b.",
        "a@b..c",
        "a@",
        "no spaces here@z.io",
        "a b@x.y.z",
        "a@x y.z",
        " a@b.c",
        "a@b.c ",
        "a@b.c\n",
        "a@b.c\r\nBcc: d@e.f",
        "a\u0000@b.c",
        "a\u0007@b.c",
        "a\u007f@b.c",
        "a\u00a0@b.c",
        "a\u200b@b.c",
        "a\u202e@b.c",
        "a\ud83d@b.c",
        "a,b@c.d",
        "a@b.c,d@e.f",
        "a;b@c.d",
        "a:b@c.d",
        "\"a\"@b.c",
        "a\"b@c.d",
        "a\\b@c.d",
        "<a@b.c>",
        "A <a@b.c>",
        "a(b)@c.d",
        "a[b]@c.d",
        "a@[127.0.0.1]",
        ".a@b.c",
        "a.@b.c",
        "a..b@c.d",
        "a@-b.c",
        "a@b-.c",
        "a@b_c.d",
        "a@b.c/d",
        "a@b.c:25",
        "mailto:a@b.c"
      })
  void refusesAddresses(String address) {
    assertThat(EmailAddress.isValid(address)).isFalse();
  }

  @Test
  void boundsTheLengthOfAddresses() {
    assertThat(EmailAddress.isValid("a".repeat(64) + "@b.c")).isTrue();
    assertThat(EmailAddress.isValid("a".repeat(65) + "@b.c")).isFalse();
    assertThat(EmailAddress.isValid("\u00e4".repeat(32) + "@b.c")).isTrue();
    assertThat(EmailAddress.isValid("\u00e4".repeat(33) + "@b.c")).isFalse();
    assertThat(EmailAddress.isValid("a@" + "b".repeat(63) + ".c")).isTrue();
    assertThat(EmailAddress.isValid("a@" + "b".repeat(64) + ".c")).isFalse();
    String domain = ("b".repeat(61) + ".").repeat(4);
    assertThat(EmailAddress.isValid("aaa@" + domain + "cc")).isTrue();
    assertThat(EmailAddress.isValid("aaaa@" + domain + "cc")).isFalse();
    assertThat(EmailAddress.isValid("a@" + "b.".repeat(100_000) + "c")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "pässwörd", "12345678", "😀😀😀😀😀😀😀😀"})
  void acceptsPasswords(String password) {
    assertThat(PasswordRule.issue(password)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "pass word", "password\n", "pass\u00a0word", "😀😀😀😀"})
  void refusesPasswords(String password) {
    assertThat(PasswordRule.issue(password))
        .contains(
            "Invalid password, password must be at least 8 characters and contain no whitespace.");
  }
}
