package dev.wharfinger.repositories.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import dev.wharfinger.repositories.quota.QuotaEvent.LimitType;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaDeleted;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitDeleted;
import dev.wharfinger.repositories.quota.QuotaLimitCommand.Wanted;
import dev.wharfinger.repositories.quota.QuotaState.Account;
import dev.wharfinger.repositories.quota.QuotaState.Limit;
import dev.wharfinger.repositories.quota.QuotaState.Quota;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuotaCommandTest {

  private static final AccountId ACME = new AccountId(3);
  private static final UUID KEY = new UUID(0, 1);
  private static final Personal NAME = new Personal.Known("acme", KEY);
  private static final QuotaState MISSING = new QuotaState.Missing();
  private static final QuotaState WITHOUT = new Account(ACME, "acme", KEY, true, Optional.empty());
  private static final QuotaState USER = new Account(ACME, "acme", KEY, false, Optional.empty());
  private static final QuotaState WITH =
      new Account(
          ACME,
          "acme",
          KEY,
          true,
          Optional.of(new Quota(8, 1024, List.of(new Limit(9, LimitType.WARNING, 80)))));

  @Test
  void givesAnAccountItsQuota() {
    assertThat(Decide.events(USER, create(Family.SUPERUSER, new QuotaSize.Bytes(10))))
        .containsExactly(new QuotaCreated(Decide.FIRST_ID, ACME, NAME, 10, Family.SUPERUSER));
  }

  @Test
  void findsNoUserAmongOrganizations() {
    assertThat(Decide.on(USER, create(Family.ORGANIZATION, new QuotaSize.Bytes(10))))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void givesNoSecondQuota() {
    assertThat(Decide.on(WITH, create(Family.SUPERUSER, new QuotaSize.Bytes(0))))
        .isEqualTo(Decision.reject(new QuotaRejection.AlreadyExists(Family.SUPERUSER, "acme")));
    assertThat(Decide.on(WITH, create(Family.ORGANIZATION, new QuotaSize.Bytes(10))))
        .isEqualTo(Decision.reject(new QuotaRejection.AlreadyExists(Family.ORGANIZATION, "acme")));
  }

  @Test
  void refusesSizesThatAreNone() {
    assertThat(Decide.on(WITHOUT, create(Family.SUPERUSER, new QuotaSize.Bytes(0))))
        .isEqualTo(Decision.reject(new QuotaRejection.SizeTooSmall(BigInteger.ZERO)));
    assertThat(
            Decide.on(
                WITHOUT,
                create(
                    Family.SUPERUSER,
                    new QuotaSize.TooSmall(new BigInteger("-99999999999999999999")))))
        .isEqualTo(
            Decision.reject(
                new QuotaRejection.SizeTooSmall(new BigInteger("-99999999999999999999"))));
    assertThat(Decide.on(WITHOUT, create(Family.SUPERUSER, new QuotaSize.TooLarge())))
        .isEqualTo(Decision.reject(QuotaRejection.Simple.SIZE_TOO_LARGE));
  }

  @Test
  void readsTheUnitBeforeItLooksForTheAccount() {
    assertThat(Decide.on(MISSING, create(Family.SUPERUSER, new QuotaSize.Unreadable())))
        .isEqualTo(Decision.reject(new QuotaRejection.SizeUnreadable(Family.SUPERUSER)));
    assertThat(Decide.on(MISSING, create(Family.ORGANIZATION, new QuotaSize.Unreadable())))
        .isEqualTo(Decision.reject(new QuotaRejection.SizeUnreadable(Family.ORGANIZATION)));
    assertThat(Decide.on(MISSING, create(Family.SUPERUSER, new QuotaSize.Bytes(0))))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void changesAQuotaUnlessNothingOrZeroIsAskedFor() {
    assertThat(Decide.events(WITH, change(8, new QuotaSize.Bytes(2048))))
        .containsExactly(new QuotaChanged(8, ACME, NAME, 2048, 1024, Family.SUPERUSER));
    assertThat(Decide.events(WITH, change(8, new QuotaSize.Bytes(0)))).isEmpty();
    assertThat(Decide.events(WITH, change(8, new QuotaSize.None()))).isEmpty();
    assertThat(Decide.on(WITH, change(8, new QuotaSize.Bytes(-5))))
        .isEqualTo(Decision.reject(new QuotaRejection.SizeTooSmall(BigInteger.valueOf(-5))));
    assertThat(Decide.on(WITH, change(7, new QuotaSize.Bytes(-5))))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void takesAQuotaAway() {
    assertThat(Decide.events(WITH, new QuotaCommand.Delete("acme", Family.ORGANIZATION, 8)))
        .containsExactly(new QuotaDeleted(8, ACME, NAME, 1024, Family.ORGANIZATION));
    assertThat(Decide.on(WITHOUT, new QuotaCommand.Delete("acme", Family.ORGANIZATION, 8)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void addsALimitAndRemembersHowItsTypeWasWritten() {
    assertThat(Decide.events(WITH, limit("REJECT", 80)))
        .containsExactly(
            new QuotaLimitCreated(
                Decide.FIRST_ID,
                8,
                ACME,
                NAME,
                LimitType.REJECT,
                "REJECT",
                80,
                Family.ORGANIZATION));
  }

  @Test
  void refusesLimitsThatAreNoneOrThere() {
    assertThat(Decide.on(WITH, limit("deny", 80)))
        .isEqualTo(Decision.reject(QuotaRejection.Simple.UNKNOWN_LIMIT_TYPE));
    assertThat(Decide.on(WITH, limit("Reject", 101)))
        .isEqualTo(Decision.reject(QuotaRejection.Simple.THRESHOLD_OUT_OF_RANGE));
    assertThat(Decide.on(WITH, limit("Reject", 0)))
        .isEqualTo(Decision.reject(QuotaRejection.Simple.NO_THRESHOLD));
    assertThat(Decide.on(WITH, limit("Warning", 0)))
        .isEqualTo(Decision.reject(QuotaRejection.Simple.LIMIT_ALREADY_EXISTS));
    assertThat(Decide.on(WITH, limit("warning", 80)))
        .isEqualTo(Decision.reject(QuotaRejection.Simple.LIMIT_ALREADY_EXISTS));
    assertThat(Decide.on(WITHOUT, limit("Reject", 80)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void changesALimit() {
    Wanted ninety = new Wanted(Optional.empty(), Optional.of(BigInteger.valueOf(90)));
    assertThat(Decide.events(WITH, new QuotaLimitCommand.Change("acme", 8, 9, ninety)))
        .containsExactly(
            new QuotaLimitChanged(
                9,
                8,
                ACME,
                NAME,
                LimitType.WARNING,
                "Warning",
                90,
                LimitType.WARNING,
                80,
                Family.ORGANIZATION));
    assertThat(Decide.on(WITH, new QuotaLimitCommand.Change("acme", 8, 10, ninety)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void takesALimitAway() {
    assertThat(Decide.events(WITH, new QuotaLimitCommand.Delete("acme", 8, 9)))
        .containsExactly(
            new QuotaLimitDeleted(9, 8, ACME, NAME, LimitType.WARNING, 80, Family.ORGANIZATION));
  }

  private static QuotaCommand create(Family family, QuotaSize size) {
    return new QuotaCommand.Create("acme", family, size);
  }

  private static QuotaCommand change(long quota, QuotaSize size) {
    return new QuotaCommand.Change("acme", Family.SUPERUSER, quota, size);
  }

  private static QuotaLimitCommand limit(String type, long percent) {
    return new QuotaLimitCommand.Create(
        "acme", 8, new Wanted(Optional.of(type), Optional.of(BigInteger.valueOf(percent))));
  }
}
