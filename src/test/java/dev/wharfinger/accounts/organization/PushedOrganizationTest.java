package dev.wharfinger.accounts.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PushedOrganizationTest {

  @Test
  void putsTheNameIntoTheAddressOfTheCreator() {
    assertThat(PushedOrganization.address("jane@example.com", "acme"))
        .isEqualTo("jane+acme@example.com");
    assertThat(PushedOrganization.address("0e4b5c6a-no-address", "acme")).isNull();
    assertThat(PushedOrganization.address("jane@example.com", "a".repeat(200)))
        .as("too long for a local part")
        .isNull();
  }
}
