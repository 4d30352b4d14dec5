package dev.wharfinger.outbound;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the whole internet. Source: contract organization 2.18; the blocks are
 * those of IANA's special-purpose registries (RFC 6890) that are not globally reachable unicast.
 */
final class PublicAddresses {

  private static final List<IpSubnetFilterRule> SPECIAL_V4 =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private use
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8", // loopback
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
  private static final IpSubnetFilterRule UNICAST_V6 = block("2000::/3");

  private static final List<IpSubnetFilterRule> SPECIAL_V6 =
      blocks(
          "2001::/23", // protocol assignments, Teredo and ORCHID among them
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4, which carries any IPv4 address
          "2620:4f:8000::/48", // AS112
          "3fff::/20"); // documentation

  private PublicAddresses() {}

  /** Whether an address is globally routable unicast. */
  static boolean contain(InetAddress address) {
    InetSocketAddress asked = new InetSocketAddress(address, 0);
    return address instanceof Inet4Address
        ? SPECIAL_V4.stream().noneMatch(block -> block.matches(asked))
        : UNICAST_V6.matches(asked) && SPECIAL_V6.stream().noneMatch(it -> it.matches(asked));
  }

  /** A block of addresses in CIDR notation. */
  static IpSubnetFilterRule block(String cidr) {
    return new IpSubnetFilterRule(cidr, IpFilterRuleType.ACCEPT);
  }

  private static List<IpSubnetFilterRule> blocks(String... cidrs) {
    return Stream.of(cidrs).map(PublicAddresses::block).toList();
  }
}
