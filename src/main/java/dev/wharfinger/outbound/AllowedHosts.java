package dev.wharfinger.outbound;

import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * SSRF_ALLOWED_HOSTS: names and blocks of addresses that may be reached although they are internal.
 * Source: contract organization 2.18.
 */
final class AllowedHosts {

  private final Set<String> names = new HashSet<>();
  private final List<IpSubnetFilterRule> blocks = new ArrayList<>();

  AllowedHosts(Collection<String> entries) {
    for (String entry : entries) {
      String cidr = cidr(entry);
      if (!cidr.isEmpty()) {
        blocks.add(PublicAddresses.block(cidr));
      } else {
        names.add(entry.toLowerCase(Locale.ROOT));
      }
    }
  }

  /** Whether whatever this name resolves to is allowed. */
  boolean name(String host) {
    return names.contains(host);
  }

  /** Whether this address is allowed, whatever resolved to it. */
  boolean address(InetAddress address) {
    InetSocketAddress asked = new InetSocketAddress(address, 0);
    return blocks.stream().anyMatch(block -> block.matches(asked));
  }

  /** The entry as a block of addresses; an address is a block of one; empty for a name. */
  private static String cidr(String entry) {
    int slash = entry.indexOf('/');
    String address = slash < 0 ? entry : entry.substring(0, slash);
    boolean v4 = NetUtil.isValidIpV4Address(address);
    if (!v4 && !NetUtil.isValidIpV6Address(address)) {
      return "";
    }
    return slash < 0 ? entry + (v4 ? "/32" : "/128") : entry;
  }
}
