package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInTurnsTest {

  private static final String RIGHT = "right";
  private static final String WRONG = "wrong";
  private static final String TOO_MANY = "too many";

  private final SignInTurns<String> turns =
      new SignInTurns<>(RIGHT::equals, TOO_MANY::equals, TOO_MANY, Duration.ofSeconds(10));
  private final List<UniEmitter<? super String>> looked = new ArrayList<>();

  @Test
  void looksAtOneGuessOfANameAtATime() {
    var first = guess("ann", "a");
    var second = guess("ann", "b");
    var other = guess("bob", "b");
    assertThat(looked).as("one of each name").hasSize(2);
    looked.get(1).complete(WRONG);
    assertThat(other.getItem()).isEqualTo(WRONG);
    looked.get(0).complete(WRONG);
    assertThat(first.getItem()).isEqualTo(WRONG);
    second.assertNotTerminated();
    var third = guess("ann", "c");
    looked.get(2).complete(TOO_MANY);
    assertThat(second.getItem()).isEqualTo(TOO_MANY);
    assertThat(third.getItem()).as("the name is closed to all").isEqualTo(TOO_MANY);
    assertThat(looked).hasSize(3);
  }

  @Test
  void letsInWithOneLookWhoGuessedTheSameRight() {
    var first = guess("ann", "a");
    var same = guess("ann", "a");
    var another = guess("ann", "b");
    looked.get(0).complete(RIGHT);
    assertThat(first.getItem()).isEqualTo(RIGHT);
    assertThat(same.getItem()).isEqualTo(RIGHT);
    another.assertNotTerminated();
    assertThat(looked).hasSize(2);
  }

  @Test
  void tellsNothingToWhoGuessedTheSameWrong() {
    var _ = guess("ann", "a");
    var same = guess("ann", "a");
    looked.get(0).complete(WRONG);
    same.assertNotTerminated();
    assertThat(looked).as("it is a try of its own").hasSize(2);
  }

  @Test
  void goesOnAfterAFailure() {
    var first = guess("ann", "a");
    var second = guess("ann", "b");
    looked.get(0).fail(new IllegalStateException("away"));
    first.assertFailed();
    looked.get(1).complete(RIGHT);
    assertThat(second.getItem()).isEqualTo(RIGHT);
    assertThat(guess("ann", "c").getItem()).isNull();
    assertThat(looked).hasSize(3);
  }

  @Test
  void refusesMoreThanMayWait() {
    var _ = guess("ann", "a");
    for (int i = 0; i < SignInTurns.MOST_WAITING; i++) {
      guess("ann", "a").assertNotTerminated();
    }
    assertThat(guess("ann", "a").getItem()).isEqualTo(TOO_MANY);
    assertThat(guess("bob", "a").getItem()).isNull();
  }

  @Test
  void waitsForNoTurnForEver() {
    SignInTurns<String> hasty =
        new SignInTurns<>(RIGHT::equals, TOO_MANY::equals, TOO_MANY, Duration.ofMillis(1));
    var _ = hasty.take("ann", "a", () -> Uni.createFrom().nothing()).subscribe().with(_ -> {});
    var second =
        hasty
            .take("ann", "b", () -> Uni.createFrom().nothing())
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    assertThat(second.awaitItem().getItem()).isEqualTo(TOO_MANY);
  }

  private UniAssertSubscriber<String> guess(String name, String guess) {
    return turns
        .take(name, guess, () -> Uni.createFrom().emitter(looked::add))
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }
}
