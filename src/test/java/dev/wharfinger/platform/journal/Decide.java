package dev.wharfinger.platform.journal;

import java.util.List;

/** Has a command decide on a given state, with ids from 100 on. */
public final class Decide {

  /** The first id that the command draws. */
  public static final long FIRST_ID = 100;

  private Decide() {}

  /** The decision. */
  public static <S> Decision on(S state, Command<S> command) {
    return command.decide(state, new Ids(FIRST_ID));
  }

  /** The events of a decision that must be an acceptance. */
  public static <S> List<Event> events(S state, Command<S> command) {
    return switch (on(state, command)) {
      case Decision.Accepted(List<Event> events) -> events;
      case Decision.Rejected(Rejection rejection) ->
          throw new AssertionError("refused: " + rejection);
    };
  }
}
