package dev.wharfinger.registries.servicekey;

import static dev.wharfinger.registries.servicekey.Given.FIRST;
import static dev.wharfinger.registries.servicekey.Given.KEY;
import static dev.wharfinger.registries.servicekey.Given.LATER;
import static dev.wharfinger.registries.servicekey.Given.MADE;
import static dev.wharfinger.registries.servicekey.Given.OTHER_LAPSED;
import static dev.wharfinger.registries.servicekey.Given.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.registries.servicekey.ApproveServiceKey.Approve;
import dev.wharfinger.registries.servicekey.DeleteServiceKey.Delete;
import dev.wharfinger.registries.servicekey.RemoveLapsedServiceKeys.Remove;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyApproved;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyDeleted;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyLapsed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** approveServiceKey, deleteServiceKey and the scheduled removal. */
class ServiceKeyDecisionsTest {

  private static final Approve APPROVE = new Approve("kid", "fine", new AccountId(3), TERMS);
  private static final Delete DELETE = new Delete("kid", TERMS);

  @Test
  void approvesOnce() {
    assertThat(Decide.events(Given.key(LATER, false), APPROVE))
        .containsExactly(
            new ServiceKeyApproved(
                KEY, "kid", "quay", "ci key", LATER, "fine", new AccountId(3), false, FIRST));
    assertThat(Decide.events(Given.key(LATER, true), APPROVE)).isEmpty();
  }

  @Test
  void approvesWhatExpired() {
    assertThat(Decide.events(Given.key(MADE, false), APPROVE)).hasSize(1);
  }

  @Test
  void deletesWithWhatLapsed() {
    ServiceKeyState itselfToo =
        new ServiceKeyState(
            Given.key(LATER, true).key(),
            FIRST,
            List.of(OTHER_LAPSED, new ServiceKeyLapsed(KEY, "kid")));
    assertThat(Decide.events(itselfToo, DELETE))
        .containsExactly(
            new ServiceKeyDeleted(KEY, "kid", "quay", "ci key", MADE, LATER, FIRST), OTHER_LAPSED);
  }

  @Test
  void findsNoKey() {
    ServiceKeyState none = new ServiceKeyState(Optional.empty(), FIRST, List.of());
    assertThat(Decide.on(none, APPROVE)).isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(Decide.on(none, DELETE)).isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void removesWhatLapsed() {
    assertThat(Decide.events(List.of(OTHER_LAPSED), new Remove(TERMS)))
        .containsExactly(OTHER_LAPSED);
    assertThat(Decide.events(List.of(), new Remove(TERMS))).isEmpty();
  }
}
