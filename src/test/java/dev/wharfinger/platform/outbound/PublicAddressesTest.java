package dev.wharfinger.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "161.25.255.255",
        "161.27.0.0",
        "166.7.255.255",
        "166.12.0.0",
        "168.63.129.15",
        "168.63.129.17",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1",
        "2001:4860:4860::8888",
        "2001:200::1",
        "2620:4f:7fff::1",
        "3fff:1000::1",
        "2606:4700::5eff:a00:1"
      })
  void containsWhatEverybodyCanReach(String address) {
    assertThat(PublicAddresses.contain(parse(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "::ffff:0:808:808",
        "64:ff9b::a9fe:a9fe",
        "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:10::1",
        "2001:20::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2002:a9fe:a9fe::1",
        "2620:4f:8000::1",
        "3ffe::1",
        "4000::1",
        "2606:4700::5efe:a9fe:a9fe",
        "2606:4700::200:5efe:808:808"
      })
  void doesNotContainWhatIsSpecial(String address) {
    assertThat(PublicAddresses.contain(parse(address))).isFalse();
  }

  /** What providers' own machines ask for metadata, credentials, names and time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254", // most of them
        "169.254.170.2", // AWS: credentials of containers
        "169.254.170.23", // AWS: credentials of pods
        "169.254.169.253", // AWS: name server
        "169.254.0.23", // Tencent
        "169.254.42.42", // Scaleway
        "fd00:ec2::254", // AWS
        "fd00:ec2::23", // AWS: credentials of pods
        "fd20:ce::254", // Google
        "fd00:c1::a9fe:a9fe", // Oracle
        "fd00:42::42", // Scaleway
        "fe80::a9fe:a9fe", // OpenStack
        "168.63.129.16", // Azure: wire server
        "100.100.100.200", // Alibaba
        "100.100.2.136", // Alibaba: name server
        "192.0.0.192", // Oracle
        "161.26.0.10", // IBM: name server
        "166.9.0.1" // IBM: private service endpoints
      })
  void doesNotContainWhatCloudsTellTheirOwnMachines(String address) {
    assertThat(PublicAddresses.contain(parse(address))).isFalse();
  }

  private static InetAddress parse(String text) {
    return text.contains(":")
        ? NetUtil.getByName(text, true)
        : NetUtil.createInetAddressFromIpAddressString(text);
  }
}
