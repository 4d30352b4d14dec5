package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.config.Bound;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits an envelope of notifications into its events by brackets alone: each is parsed on its own,
 * so that a malformed one does not affect the others.
 */
final class Envelope {

  @Bound(
      of = "envelope of reported events, without the events",
      unit = "bytes",
      beyond = "400",
      test = "EnvelopeTest.refusesWhatIsNearlyAllEnvelope")
  private static final int LARGEST_REST = 65_536;

  private static final byte[] EVENTS = "events".getBytes(StandardCharsets.US_ASCII);
  private static final int OF_THE_ENVELOPE = 1;
  private static final int OF_THE_EVENTS = 2;

  /** Receives an event: a part of the envelope. */
  interface Taker {
    void take(int from, int length) throws EventParser.Unparsable;
  }

  private final byte[] bytes;
  private final int end;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private int depth;
  private boolean within;
  private int begun = -1;
  private int nameFrom;
  private int nameTo;
  private boolean named;
  private boolean any;

  private Envelope(ByteBuffer text) {
    this.bytes = text.array();
    this.end = text.limit();
  }

  /**
   * Hands out the events one after another.
   *
   * @param text from the beginning of its array up to its limit
   * @return what is left of the envelope without them and without white space
   */
  static byte[] cut(ByteBuffer text, Taker taker) throws EventParser.Unparsable {
    Envelope envelope = new Envelope(text);
    envelope.scan(taker);
    return envelope.rest.toByteArray();
  }

  private void scan(Taker taker) throws EventParser.Unparsable {
    int at = 0;
    while (at < end) {
      int from = at;
      boolean inside = within;
      byte b = bytes[at];
      switch (b) {
        case '"' -> {
          begin(at);
          at = endOfText(at);
          if (depth == OF_THE_ENVELOPE) {
            nameFrom = from + 1;
            nameTo = at;
          }
        }
        case '{', '[' -> {
          begin(at);
          depth++;
          within |= b == '[' && named && depth == OF_THE_EVENTS;
        }
        case '}', ']' -> {
          if (within && depth == OF_THE_EVENTS) {
            end(at, taker, any);
            within = false;
            named = false;
            inside = false;
          }
          depth--;
        }
        case ',' -> {
          if (within && depth == OF_THE_EVENTS) {
            end(at, taker, true);
          } else if (depth == OF_THE_ENVELOPE) {
            named = false;
          }
        }
        case ':' -> {
          if (depth == OF_THE_ENVELOPE) {
            named = Arrays.equals(bytes, nameFrom, Math.max(nameFrom, nameTo), EVENTS, 0, 6);
          }
        }
        case ' ', '\t', '\r', '\n' -> inside = true;
        default -> begin(at);
      }
      at++;
      if (!inside) {
        int length = Math.min(at, end) - from;
        if (rest.size() + length > LARGEST_REST) {
          throw new EventParser.Unparsable(Fault.JSON);
        }
        rest.write(bytes, from, length);
      }
    }
  }

  private int endOfText(int from) {
    int at = from + 1;
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  private void begin(int at) {
    if (within && depth == OF_THE_EVENTS && begun < 0) {
      begun = at;
    }
  }

  private void end(int at, Taker taker, boolean needed) throws EventParser.Unparsable {
    if (begun >= 0) {
      taker.take(begun, at - begun);
    } else if (needed) {
      throw new EventParser.Unparsable(Fault.JSON);
    }
    begun = -1;
    any = true;
  }
}
