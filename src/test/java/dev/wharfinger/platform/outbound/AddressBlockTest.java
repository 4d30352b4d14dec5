package dev.wharfinger.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
    "10.1.2.3/8, 10.255.255.255, 9.255.255.255",
    "192.0.2.128/25, 192.0.2.255, 192.0.2.127",
    "192.0.2.7, 192.0.2.7, 192.0.2.6",
    "128.0.0.0/1, 255.0.0.0, 127.255.255.255",
    "0.0.0.0/0, 255.1.2.3, ::1",
    "::/0, ffff::, 1.2.3.4",
    "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::",
    "2001:db8::/33, 2001:db8:7fff::, 2001:db8:8000::",
    "fd00:ec2::254/127, fd00:ec2::255, fd00:ec2::256",
    "fd00:ec2::254, fd00:ec2::254, fd00:ec2::255",
    "::ffff:10.0.0.1, ::ffff:10.0.0.1, 10.0.0.1"
  })
  void holdsAnAddressByItsLeadingBits(String block, String inside, String outside) {
    AllowedHosts allowed = new AllowedHosts(List.of(block));
    assertThat(allowed.address(AddressBlock.address(inside).orElseThrow())).isTrue();
    assertThat(allowed.address(AddressBlock.address(outside).orElseThrow())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/x"})
  void refusesAWrongPrefix(String block) {
    assertThatThrownBy(() -> new AllowedHosts(List.of(block)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesAnythingElseForAName() {
    assertThat(AddressBlock.parse("quay.io")).isEmpty();
    assertThat(new AllowedHosts(List.of("Quay.IO")).name("quay.io")).isTrue();
  }
}
