package dev.wharfinger.account;

import static org.assertj.core.api.Assertions.assertThat;

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
  void boundsTheLengthOfNames() {
    assertThat(NamespaceName.issue("a"))
        .contains("Namespace must be between 2 and 255 characters in length");
    assertThat(NamespaceName.issue("a".repeat(255))).isEmpty();
    assertThat(NamespaceName.issue("a".repeat(256))).isPresent();
    assertThat(NamespaceName.issue("a.".repeat(500_000) + "a"))
        .contains("Namespace must be between 2 and 255 characters in length");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b.c", "jane@example.com", "a b@x.y.z", "ü@ü.de"})
  void acceptsAddresses(String address) {
    assertThat(EmailAddress.isValid(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "@b.c", "a@b", "a@b@c.d", "a@.c", "a@b.", "a@b..c", "a@"})
  void refusesAddresses(String address) {
    assertThat(EmailAddress.isValid(address)).isFalse();
  }

  @Test
  void boundsTheLengthOfAddresses() {
    assertThat(EmailAddress.isValid("a".repeat(250) + "@b.c")).isTrue();
    assertThat(EmailAddress.isValid("a".repeat(251) + "@b.c")).isFalse();
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
