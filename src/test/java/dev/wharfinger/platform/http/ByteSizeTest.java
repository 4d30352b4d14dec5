package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0,0.0 Byte",
    "500,500.0 Byte",
    "1023,1023.0 Byte",
    "1024,1.0 KiB",
    "1536,1.5 KiB",
    "10737418240,10.0 GiB",
    "12345678901,11.5 GiB",
    "1048575,1024.0 KiB",
    "9223372036854775807,8.0 EiB"
  })
  void showsTheLargestUnit(long bytes, String text) {
    assertThat(ByteSize.display(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "10,10",
    "10 B,10",
    "1K,1000",
    "1KB,1000",
    "1 Ki,1024",
    "1KiB,1024",
    "10 GiB,10737418240",
    "2M,2000000",
    "7EiB,8070450532247928832",
    "9E,9000000000000000000",
    "000000000000000000000000000000005,5",
    "9223372036854775807,9223372036854775807"
  })
  void readsUnits(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize.Bytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9223372036854775808", "8EiB", "1Z", "1YB", "99999999999999999999999999999999999"})
  void refusesWhatNoRowHolds(String text) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize.TooLarge());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GiB", "-1", "1.5G", "1  K", "1 ZiB", "1Yi", "1i", "1iB", "1k", "1 Gb", "x"})
  void refusesTheUnreadable(String text) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize.Unreadable());
  }
}
