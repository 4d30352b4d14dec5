package dev.wharfinger.platform.security;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What counts as one client: an IPv4 address, or a /64 network, which a single IPv6 host can own.
 */
final class ClientNetwork {

  private ClientNetwork() {}

  /** Empty for a connection without an address. */
  static String of(Optional<String> address) {
    return address.map(ClientNetwork::of).orElse("");
  }

  private static String of(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes == null || bytes.length == 4
        ? address
        : HexFormat.of().formatHex(Arrays.copyOf(bytes, 8));
  }
}
