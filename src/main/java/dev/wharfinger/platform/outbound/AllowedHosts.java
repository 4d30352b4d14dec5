package dev.wharfinger.platform.outbound;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * SSRF_ALLOWED_HOSTS: names and address blocks that may be reached although they are internal.
 * Source: contract organization 2.18.
 */
final class AllowedHosts {

  private final Set<String> names = new HashSet<>();
  private final List<AddressBlock> blocks = new ArrayList<>();

  AllowedHosts(Collection<String> entries) {
    for (String entry : entries) {
      AddressBlock.parse(entry)
          .ifPresentOrElse(blocks::add, () -> names.add(entry.toLowerCase(Locale.ROOT)));
    }
  }

  /** Whether this name is allowed, whatever it resolves to. */
  boolean name(String host) {
    return names.contains(host);
  }

  /** Whether this address is allowed, whichever name resolved to it. */
  boolean address(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
