package dev.wharfinger.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Closes a connection whose client holds it without using it, by sending or reading too little. */
final class ConnectionGuard extends ChannelDuplexHandler {

  private final Channel channel;
  private final ConnectionsOfPort connections;
  private final HeadCounter head = new HeadCounter();
  private @Nullable Future<?> ticks;

  /** The start of the current wait, like all times here by {@link System#nanoTime()}. */
  private volatile long since = System.nanoTime();

  private volatile long sentSince = since;
  private final AtomicLong unsent = new AtomicLong();
  private volatile boolean evicted;
  private volatile boolean answered;
  private volatile boolean receiving;
  private final AtomicInteger unanswered = new AtomicInteger();
  private long readSince = since;
  private long takingSince = since;
  private long takenBefore;
  private long sentBytes;
  private boolean last;

  private final PipelineLimit ahead = new PipelineLimit();

  ConnectionGuard(Channel channel, ConnectionsOfPort connections) {
    this.channel = channel;
    this.connections = connections;
  }

  /**
   * Must run before the channel is registered, so that the server's handlers come after this one.
   */
  void install() {
    channel.pipeline().addFirst(new ByteGuard());
  }

  boolean isIdle() {
    return !evicted && (unanswered.get() == 0 || receiving);
  }

  boolean wasAnswered() {
    return answered;
  }

  /** Whether its client has not had time yet to send a request head. */
  boolean isYoung() {
    return !isOver(since, ConnectionLimits.YOUNG_SECONDS, System.nanoTime());
  }

  long since() {
    return since;
  }

  boolean isWriting() {
    return !evicted && unsent.get() > 0;
  }

  long sentSince() {
    return sentSince;
  }

  /**
   * Closes the connection; may be called from any thread. The close is deferred until a write that
   * may be calling this has returned: it still needs what closing releases.
   */
  void evict() {
    evicted = true;
    if (channel.eventLoop().isShuttingDown()) {
      close();
    } else {
      channel.eventLoop().execute(this::close);
    }
  }

  /** Past the server's handlers, which would wait until the client has received everything. */
  private void close() {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    var _ = first == null ? channel.close() : first.close();
  }

  private void tick() {
    long now = System.nanoTime();
    if (isOverdue(now) || isWriteStalled(now)) {
      evict();
    }
  }

  private boolean isOverdue(long now) {
    if (receiving && unanswered.get() == 0) {
      return isOver(since, ConnectionLimits.LINGER_SECONDS, now);
    }
    if (receiving) {
      if (!channel.config().isAutoRead()) {
        readSince = now; // the service itself has paused reading
      }
      return isOver(since, ConnectionLimits.BODY_SECONDS, now)
          || isOver(readSince, ConnectionLimits.BODY_IDLE_SECONDS, now);
    }
    if (unanswered.get() > 0 || unsent.get() > 0) {
      return false;
    }
    return isOver(
        since,
        answered && !head.hasBegun()
            ? ConnectionLimits.IDLE_SECONDS
            : ConnectionLimits.HEAD_SECONDS,
        now);
  }

  /** Checks the progress of the socket, because a large answer is one write that completes late. */
  private boolean isWriteStalled(long now) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long taken = sentBytes + (buffer == null ? 0 : buffer.currentProgress());
    if (unsent.get() == 0 || taken - takenBefore >= ConnectionLimits.LEAST_TAKEN) {
      takenBefore = taken;
      takingSince = now;
    }
    return isOver(takingSince, ConnectionLimits.SEND_SECONDS, now);
  }

  private static boolean isOver(long since, int seconds, long now) {
    return now - since > TimeUnit.SECONDS.toNanos(seconds);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (evicted) {
      ReferenceCountUtil.release(message);
      return;
    }
    long now = System.nanoTime();
    readSince = now;
    if (message instanceof HttpRequest) {
      receiving = true;
      since = now;
      if (unanswered.incrementAndGet() > ConnectionLimits.MAX_PIPELINED) {
        ReferenceCountUtil.release(message);
        evict();
        return;
      }
    }
    if (message instanceof LastHttpContent) {
      receiving = false;
      head.end();
      if (unanswered.get() == 0) {
        since = now;
        closeAfterTheLast();
      }
    }
    if (ahead.admits(message)) {
      context.fireChannelRead(message);
    } else if (ahead.areTooMany()) {
      evict();
    }
  }

  /** The answer was sent: passes on the next request and what was received of its body. */
  private void passNext(ChannelHandlerContext context) {
    boolean passed = false;
    for (Object next = evicted ? null : ahead.next(); next != null; next = ahead.next()) {
      passed = true;
      context.fireChannelRead(next);
      if (evicted) {
        break;
      }
    }
    if (passed) {
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    ahead.release();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        var _ = context.write(message, promise);
        return;
      }
      if (ahead.isLast()) {
        HttpUtil.setKeepAlive(response, false);
      }
      last |= !HttpUtil.isKeepAlive(response);
    }
    long bytes = PipelineLimit.bytesOf(message);
    if (unsent.getAndAdd(bytes) == 0) {
      sentSince = System.nanoTime();
    }
    boolean end = message instanceof LastHttpContent;
    var _ =
        context.write(
            message, promise.unvoid().addListener(it -> sent(context, bytes, end, it.isSuccess())));
    connections.unsent(bytes);
  }

  private void sent(ChannelHandlerContext context, long bytes, boolean end, boolean successful) {
    unsent.addAndGet(-bytes);
    sentBytes += bytes;
    connections.unsent(-bytes);
    sentSince = System.nanoTime();
    if (!successful) {
      evict(); // the client would wait for an answer that never comes
      return;
    }
    if (end) {
      unanswered.decrementAndGet();
      answered = true;
      since = System.nanoTime();
      closeAfterTheLast();
      if (ahead.answered()) {
        context.executor().execute(() -> passNext(context));
      }
    }
  }

  private void closeAfterTheLast() {
    if (last && unanswered.get() == 0 && !receiving) {
      var _ = channel.close();
    }
  }

  /**
   * The first handler: sees bytes before they are parsed, and sees the end of the other handlers.
   */
  private final class ByteGuard extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (!connections.admit(ConnectionGuard.this)) {
        evict();
        return;
      }
      ChannelHandlerContext server = context.pipeline().context("handler");
      if (server != null) {
        context.pipeline().addBefore("handler", "guard", ConnectionGuard.this);
        ticks =
            context
                .executor()
                .scheduleAtFixedRate(ConnectionGuard.this::tick, 1, 1, TimeUnit.SECONDS);
      }
      context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      connections.leave(ConnectionGuard.this);
      if (ticks != null) {
        ticks.cancel(false);
      }
      context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof ByteBuf bytes && !receiving && !evicted) {
        if (!head.hasBegun() && unanswered.get() == 0) {
          since = System.nanoTime();
        }
        if (!head.take(bytes)) {
          evicted = true;
          bytes.release();
          var _ =
              context
                  .writeAndFlush(Unpooled.wrappedBuffer(ConnectionLimits.TOO_MANY_LINES))
                  .addListener(ChannelFutureListener.CLOSE);
          return;
        }
      }
      context.fireChannelRead(message);
    }
  }
}
