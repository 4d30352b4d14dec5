package dev.wharfinger.api;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The name server of the services under test: it knows what a test tells it, and nothing else. */
public final class NameServer {

  private static final NameServer SHARED = new NameServer();

  private final Map<String, Deque<List<String>>> answers = new ConcurrentHashMap<>();
  private final int port;

  private NameServer() {
    this.port =
        ((DatagramChannel)
                new Bootstrap()
                    .group(new NioEventLoopGroup(1, new DefaultThreadFactory("dns", true)))
                    .channel(NioDatagramChannel.class)
                    .handler(
                        new ChannelInitializer<DatagramChannel>() {
                          @Override
                          protected void initChannel(DatagramChannel channel) {
                            channel
                                .pipeline()
                                .addLast(
                                    new DatagramDnsQueryDecoder(),
                                    new DatagramDnsResponseEncoder(),
                                    new Answering());
                          }
                        })
                    .bind("127.0.0.1", 0)
                    .syncUninterruptibly()
                    .channel())
            .localAddress()
            .getPort();
  }

  /** The one of this JVM. */
  public static NameServer shared() {
    return SHARED;
  }

  /** Where it answers, as a service is told. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** A name of its own that resolves to these addresses, all of them at once. */
  public String name(String... addresses) {
    return changingName(List.of(addresses));
  }

  /** This name resolves to these addresses from now on. */
  public void teach(String name, String... addresses) {
    answers.put(name, new ArrayDeque<>(List.of(List.of(addresses))));
  }

  /** A name whose addresses change with every question; the last ones stay. */
  @SafeVarargs
  public final String changingName(List<String>... turns) {
    String name = Wharfinger.fresh("host") + ".test";
    answers.put(name, new ArrayDeque<>(Arrays.asList(turns)));
    return name;
  }

  private final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
      DnsQuestion question = query.recordAt(DnsSection.QUESTION);
      DatagramDnsResponse response =
          new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
      response.addRecord(DnsSection.QUESTION, question);
      String name = question.name().replaceFirst("\\.$", "");
      Deque<List<String>> turns = answers.get(name);
      if (turns == null) {
        response.setCode(DnsResponseCode.NXDOMAIN);
      } else {
        int length = question.type().equals(DnsRecordType.A) ? 4 : 16;
        turn(turns, length).stream()
            .map(NetUtil::createByteArrayFromIpAddressString)
            .filter(address -> address.length == length)
            .forEach(address ->
                response.addRecord(
                    DnsSection.ANSWER,
                    new DefaultDnsRawRecord(
                        question.name(), question.type(), 60, Unpooled.wrappedBuffer(address))));
      }
      var _ = context.writeAndFlush(response, context.voidPromise());
    }

    /** Questions for IPv4 addresses go on to the next turn. */
    private static List<String> turn(Deque<List<String>> turns, int length) {
      synchronized (turns) {
        return length == 4 && turns.size() > 1 ? turns.removeFirst() : turns.getFirst();
      }
    }
  }
}
