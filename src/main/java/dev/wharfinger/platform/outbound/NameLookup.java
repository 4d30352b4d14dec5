package dev.wharfinger.platform.outbound;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.security.OffLoop;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Queries name servers for all addresses of a host, without caching: the addresses that were
 * checked must be the ones that are connected to.
 */
@Singleton
class NameLookup {

  @Bound(
      of = "wait for a name server",
      unit = "milliseconds",
      beyond = "the next one is queried",
      test = "NameLookupTest.asksTheNextServerWhenOneIsSilent")
  private static final int TIMEOUT_MILLIS = 2_500;

  @Bound(
      of = "DNS queries for one host, per address family",
      unit = "queries",
      beyond = "the lookup fails",
      test = "NameLookupTest.followsAliasesUpToABound")
  static final int QUERIES = 16;

  /** The limit regardless of the number of servers and search domains. */
  @Bound(
      of = "DNS lookup of a host",
      unit = "seconds",
      beyond = "the lookup fails",
      test = "NameLookupTest.givesANameUpThatNobodyAnswersFor")
  private static final Duration LAST_RESORT = Duration.ofSeconds(10);

  private static final int DNS_PORT = 53;

  private final DnsNameResolver resolver;

  @Inject
  NameLookup(Vertx vertx, WharfingerSettings settings) {
    var transport = ((VertxInternal) vertx).transport();
    this.resolver =
        new DnsNameResolverBuilder(vertx.nettyEventLoopGroup().next())
            .datagramChannelFactory(transport::datagramChannel)
            .nameServerProvider(servers(settings.dnsServers()))
            .resolveCache(NoopDnsCache.INSTANCE)
            .cnameCache(NoopDnsCnameCache.INSTANCE)
            .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
            .completeOncePreferredResolved(false)
            .queryTimeoutMillis(TIMEOUT_MILLIS)
            .maxQueriesPerResolve(QUERIES)
            .build();
  }

  /** All addresses of a host, of both families; empty if it does not resolve. */
  Uni<List<InetAddress>> addresses(String host) {
    Uni<List<InetAddress>> asked =
        Uni.createFrom()
            .emitter(out ->
                resolver
                    .resolveAll(host)
                    .addListener((Future<List<InetAddress>> answer) ->
                        out.complete(
                            answer.isSuccess() ? List.copyOf(answer.getNow()) : List.of())));
    return OffLoop.shared(
        asked.ifNoItem().after(LAST_RESORT).recoverWithItem(List.<InetAddress>of()));
  }

  private static DnsServerAddressStreamProvider servers(Collection<String> configured) {
    return configured.isEmpty()
        ? DnsServerAddressStreamProviders.platformDefault()
        : new SequentialDnsServerAddressStreamProvider(
            configured.stream().map(NameLookup::server).toList());
  }

  private static InetSocketAddress server(String text) {
    Url url = Url.parse("dns://" + text);
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(url.host());
    if (address == null) {
      throw new IllegalArgumentException("not the address of a name server: " + text);
    }
    boolean usual = text.endsWith("]") || text.equals(url.host());
    return new InetSocketAddress(address, usual ? DNS_PORT : url.port().orElse(DNS_PORT));
  }

  @PreDestroy
  void close() {
    resolver.close();
  }
}
