package dev.wharfinger.platform.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are public. Source: contract organization 2.18; the blocks are those of IANA's
 * special-purpose registries (RFC 6890) that are not globally reachable unicast, and those on which
 * cloud providers answer only their own machines. The metadata addresses that are not listed
 * separately lie in these blocks: 169.254.0.0/16 (AWS, Azure, Google, Oracle, Tencent and others),
 * 100.64.0.0/10 (Alibaba), 192.0.0.0/24 (Oracle) and, outside of 2000::/3, fc00::/7 (AWS, Google,
 * Oracle, Scaleway) and fe80::/10 (OpenStack).
 */
final class PublicAddresses {

  private static final List<AddressBlock> SPECIAL_V4 =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private use
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8", // loopback
          "161.26.0.0/16", // IBM Cloud: name servers, time, mirrors
          "166.8.0.0/14", // IBM Cloud: private service endpoints
          "168.63.129.16/32", // Azure: wire server
          "169.254.0.0/16", // link-local
          "172.16.0.0/12", // private use
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // AMT
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private use
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarking
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  /** Everything outside is loopback, mapped, translated, local, multicast or reserved. */
  private static final AddressBlock UNICAST_V6 = AddressBlock.of("2000::/3");

  private static final List<AddressBlock> SPECIAL_V6 =
      blocks(
          "2001::/23", // protocol assignments, Teredo and ORCHID among them
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4, which carries any IPv4 address
          "2620:4f:8000::/48", // AS112
          "3ffe::/16", // 6bone, returned
          "3fff::/20"); // documentation

  /** Bytes 8 to 11 of an ISATAP address (RFC 5214); any IPv4 address follows them. */
  private static final int ISATAP = 0x00005efe;

  /** The bit that distinguishes a universal from a local interface identifier. */
  private static final int UNIVERSAL = 0x02000000;

  private PublicAddresses() {}

  /** Whether an address is globally routable unicast. */
  static boolean contain(InetAddress address) {
    return address instanceof Inet4Address
        ? SPECIAL_V4.stream().noneMatch(block -> block.contains(address))
        : UNICAST_V6.contains(address)
            && SPECIAL_V6.stream().noneMatch(block -> block.contains(address))
            && !isIsatap(address.getAddress());
  }

  private static boolean isIsatap(byte[] address) {
    int identifier =
        (address[8] & 0xff) << 24
            | (address[9] & 0xff) << 16
            | (address[10] & 0xff) << 8
            | (address[11] & 0xff);
    return (identifier & ~UNIVERSAL) == ISATAP;
  }

  private static List<AddressBlock> blocks(String... cidrs) {
    return Stream.of(cidrs).map(AddressBlock::of).toList();
  }
}
