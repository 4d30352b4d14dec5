package dev.wharfinger.platform.outbound;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of addresses in CIDR notation, compared bit by bit, because a library's filter changed
 * its treatment of IPv6 between versions. IPv4 and IPv6 never match each other.
 *
 * @param network an address of the block; bits beyond the prefix do not matter
 * @param prefix the number of leading bits that an address shares with the network
 */
record AddressBlock(InetAddress network, int prefix) {

  AddressBlock {
    if (prefix < 0 || prefix > network.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("not the length of a prefix: " + prefix);
    }
  }

  /** Parses a block of a fixed list. */
  static AddressBlock of(String cidr) {
    return parse(cidr)
        .orElseThrow(() -> new IllegalArgumentException("not a block of addresses: " + cidr));
  }

  /**
   * Parses a block, or a single address as a block of one; empty if the text does not begin with an
   * address.
   *
   * @throws IllegalArgumentException for an address with an invalid prefix length
   */
  static Optional<AddressBlock> parse(String text) {
    int slash = text.indexOf('/');
    return address(slash < 0 ? text : text.substring(0, slash))
        .map(address ->
            new AddressBlock(
                address,
                slash < 0
                    ? address.getAddress().length * Byte.SIZE
                    : prefix(text.substring(slash + 1))));
  }

  /** A literal address; a mapped IPv4 address remains an IPv6 address. */
  static Optional<InetAddress> address(String text) {
    if (NetUtil.isValidIpV4Address(text)) {
      return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text));
    }
    return NetUtil.isValidIpV6Address(text)
        ? Optional.ofNullable(NetUtil.getByName(text, true))
        : Optional.empty();
  }

  /** Whether it contains an address. */
  boolean contains(InetAddress address) {
    byte[] asked = address.getAddress();
    byte[] here = network.getAddress();
    if (asked.length != here.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (asked[i] != here[i]) {
        return false;
      }
    }
    int rest = prefix % Byte.SIZE;
    return rest == 0 || ((asked[whole] ^ here[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
  }

  private static int prefix(String text) {
    if (!text.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException("not the length of a prefix: " + text);
    }
    return Integer.parseInt(text);
  }
}
