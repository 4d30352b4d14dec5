package dev.wharfinger.platform.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts a {@link ConnectionGuard} on every connection that a server accepts. Netty finds it as a
 * service, if it is told to look; Vert.x has no hook for it.
 */
public final class ConnectionGuards extends ChannelInitializerExtension {

  /** By the port that was connected to: who fills one leaves the other ones alone. */
  private final Map<Integer, ConnectionsOfPort> ports = new ConcurrentHashMap<>();

  /** Tells Netty to look; before it makes its first connection or none is ever guarded. */
  public static void enable() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    if (channel.localAddress() instanceof InetSocketAddress local) {
      ConnectionsOfPort connections =
          ports.computeIfAbsent(local.getPort(), _ -> new ConnectionsOfPort());
      new ConnectionGuard(channel, connections).install();
    }
  }
}
