package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.id.Id;
import java.util.function.LongFunction;

/**
 * The counter behind the small integer ids that clients see. It is advanced under the head lock and
 * its state is part of every record, so ids ascend in journal order and are never given to another
 * thing. What is restored after its deletion has its own id again.
 */
public final class Ids {

  private long next;

  Ids(long next) {
    this.next = next;
  }

  /** The next free id. */
  public long next() {
    return next++;
  }

  /** The next free id, as one of a kind: {@code ids.next(TeamId::new)}. */
  public <T extends Id> T next(LongFunction<T> kind) {
    return kind.apply(next());
  }

  long peek() {
    return next;
  }

  void rewind(long to) {
    next = to;
  }
}
