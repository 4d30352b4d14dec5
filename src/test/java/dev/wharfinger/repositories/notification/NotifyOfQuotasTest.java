package dev.wharfinger.repositories.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitLeft;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitReached;
import dev.wharfinger.repositories.notification.NotifyOfQuotas.Due;
import dev.wharfinger.repositories.notification.NotifyOfQuotas.Tell;
import dev.wharfinger.repositories.quota.QuotaEvent.LimitType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotifyOfQuotasTest {

  private static final AccountId ACME = new AccountId(2);
  private static final QuotaLimitReached REACHED =
      new QuotaLimitReached(9, 8, ACME, LimitType.REJECT, 80, 16);
  private static final QuotaLimitLeft LEFT = new QuotaLimitLeft(9, 8, ACME);

  private static Decision decided(Due... due) {
    return Decide.on(List.of(due), new Tell());
  }

  private static Due limit(@Nullable Long reached, @Nullable Long told) {
    return new Due(9, 8, ACME, LimitType.REJECT, 80, reached, told);
  }

  @Test
  void tellsOfALimitThatIsReached() {
    assertThat(decided(limit(16L, null))).isEqualTo(Decision.accept(REACHED));
  }

  @Test
  void takesBackWhatIsOver() {
    assertThat(decided(limit(null, 15L))).isEqualTo(Decision.accept(LEFT));
  }

  @Test
  void tellsOfEachCrossingAnew() {
    assertThat(decided(limit(16L, 15L))).isEqualTo(Decision.accept(LEFT, REACHED));
  }

  @Test
  void saysNothingWhenSomebodyElseHasSaidIt() {
    assertThat(decided()).isEqualTo(Decision.accept());
  }
}
