package dev.wharfinger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.app.cli.Address.Misuse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://Wharfinger.Example.com/, https://wharfinger.example.com",
    "wharfinger.example.com, https://wharfinger.example.com",
    "HTTP://localhost:8080, http://localhost:8080",
    "https://example.com/quay//, https://example.com/quay",
    "http://[::1]:8080/, http://[::1]:8080",
  })
  void oneServiceHasOneAddress(String typed, String kept) {
    assertThat(Address.service(typed)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://x", "https://", "https://a:b@x", "https://x?y", "https://x#y", "a b", ""})
  void whatIsNoAddressIsTold(String typed) {
    assertThatThrownBy(() -> Address.service(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not the address of a service");
  }

  @Test
  void aNameStaysWithinItsPlace() {
    assertThat(Address.path("/api", "acme/web", "tag", "a+b c?d#é"))
        .isEqualTo("/api/acme/web/tag/a%2Bb%20c%3Fd%23%C3%A9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "acme/../web", "acme/", "/acme"})
  void aNameThatPathsGiveAnotherMeaningIsNone(String name) {
    assertThatThrownBy(() -> Address.path("/api", name)).isInstanceOf(Misuse.class);
  }
}
