package dev.wharfinger.platform.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Installs a {@link ConnectionGuard} on every connection that a server accepts. Netty finds it as a
 * service if enabled; Vert.x has no hook for it.
 */
public final class ConnectionGuards extends ChannelInitializerExtension {

  /** By local port: clients that exhaust one port do not affect the others. */
  private final Map<Integer, ConnectionsOfPort> ports = new ConcurrentHashMap<>();

  /**
   * Enables the service lookup in Netty; must be called before Netty creates its first connection.
   */
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
