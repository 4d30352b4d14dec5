package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Bound;
import java.nio.charset.StandardCharsets;

/** How long and how much a connection may occupy the service. */
final class ConnectionLimits {

  @Bound(
      of = "connections to one port",
      unit = "connections",
      beyond = "the connection that has been idle longest is closed; if none is idle, the new one",
      test = "ConnectionLimitsIT.closesIdleConnectionsForNewOnes")
  static final int MAX_CONNECTIONS = 512;

  /** Connections younger than this are the last to be closed to make room for a new one. */
  static final int YOUNG_SECONDS = 2;

  @Bound(
      of = "wait for the first request head on a connection, and for the rest of any head",
      unit = "seconds",
      beyond = "the connection is closed",
      test = "ConnectionLimitsIT.closesWhatHoldsAConnection")
  static final int HEAD_SECONDS = 10;

  @Bound(
      of = "wait for the next request on a connection",
      unit = "seconds",
      beyond = "the connection is closed",
      test = "ConnectionLimitsIT.closesWhatHoldsAConnection")
  static final int IDLE_SECONDS = 60;

  @Bound(
      of = "wait for more of a request body",
      unit = "seconds",
      beyond = "the connection is closed",
      test = "ConnectionLimitsIT.closesWhatHoldsAConnection")
  static final int BODY_IDLE_SECONDS = 10;

  @Bound(
      of = "wait for a whole request body",
      unit = "seconds",
      beyond = "the connection is closed",
      test = "ConnectionLimitsIT.closesWhatHoldsAConnection")
  static final int BODY_SECONDS = 60;

  @Bound(
      of = "reading of a body after its request was answered",
      unit = "seconds",
      beyond = "the connection is closed",
      test = "ConnectionLimitsIT.closesWhatHoldsAConnection")
  static final int LINGER_SECONDS = 5;

  @Bound(
      of = "wait for a client to receive 16 KiB of a response, or the rest of it",
      unit = "seconds",
      beyond = "the connection is closed",
      test = "ConnectionLimitsIT.closesWhatHoldsAConnection")
  static final int SEND_SECONDS = 20;

  /** Bytes of an answer that count as progress. */
  static final int LEAST_TAKEN = 16 * 1024;

  @Bound(
      of = "unanswered requests on one connection (pipelining)",
      unit = "requests",
      beyond = "the connection is closed",
      test = "ConnectionLimitsIT.boundsRequestsAheadOfTheirAnswers")
  static final int MAX_PIPELINED = 16;

  @Bound(
      of = "bodies of pipelined requests on one connection",
      unit = "bytes",
      beyond = "the connection is closed",
      test = "ConnectionLimitsIT.boundsBodiesAheadOfTheirTurn")
  static final int MAX_PIPELINED_BYTES = 64 * 1024;

  @Bound(
      of = "lines of a request head",
      unit = "lines",
      beyond = "431",
      test = "ConnectionLimitsIT.boundsTheLinesOfAHead")
  static final int MAX_HEAD_LINES = 101;

  @Bound(
      of = "responses that clients have not received yet, in total",
      unit = "n, for 1/n of the maximum direct memory",
      beyond = "the connection whose client has received nothing for the longest time is closed",
      test = "HostileIT.largeAnswersThatAreNotTakenKeepNobodyOut")
  static final int SHARE_OF_DIRECT_MEMORY = 4;

  /** The whole answer to a head with more lines than allowed. */
  static final byte[] TOO_MANY_LINES =
      ("HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n"
              + "Content-Length: 0\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private ConnectionLimits() {}
}
