package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInWindowTest {

  /** Contract sessions 1.8. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.5",
    "2, 1.5",
    "3, 3.5",
    "4, 7.5",
    "5, 15.5",
    "10, 511.5",
    "11, 900",
    "45, 900",
    "2147483647, 900"
  })
  void doublesForAnAccount(int failures, double seconds) {
    assertThat(SignInWindow.ACCOUNT.seconds(failures)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "20, 0", "21, 0.5", "22, 1.5", "40, 60", "1000000, 60"})
  void isGentlerForAnAddress(int failures, double seconds) {
    assertThat(SignInWindow.ADDRESS.seconds(failures)).isEqualTo(seconds);
  }

  @Test
  void isTheSameInTheTableOfTheDatabase() {
    for (SignInWindow window : SignInWindow.values()) {
      Double[] table = window.table();
      for (int failures = 1; failures <= table.length; failures++) {
        assertThat(table[failures - 1]).isEqualTo(window.seconds(failures));
      }
      assertThat(table[table.length - 1]).isEqualTo(window.seconds(Integer.MAX_VALUE));
    }
  }
}
