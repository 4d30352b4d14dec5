package dev.wharfinger.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentMailsTest {

  private final SentMails sent = new SentMails();

  @Test
  void givesAnAddressSoManyMailsAndCountsOnlyThoseThatLeft() {
    for (int i = 0; i < SentMails.MOST_TO_ONE; i++) {
      assertThat(sent.another("jane@x.org")).isTrue();
    }
    assertThat(sent.throttledAddresses()).containsExactly("jane@x.org");
    assertThat(sent.another("jane@x.org")).isFalse();
    assertThat(sent.another("ada@x.org")).isTrue();
    sent.notSent("jane@x.org");
    sent.notSent("jane@x.org");
    assertThat(sent.throttledAddresses()).isEmpty();
    assertThat(sent.another("jane@x.org")).isTrue();
  }

  @Test
  void remembersSoManyAddressesAndNoMore() {
    for (int i = 0; i <= SentMails.ADDRESSES; i++) {
      assertThat(sent.another("user" + i + "@x.org")).isTrue();
    }
    assertThat(sent.remembered()).isEqualTo(SentMails.ADDRESSES);
  }

  @Test
  void anAcceptedMailIsRememberedUntilItIsRecorded() {
    sent.accept(7);
    assertThat(sent.isAccepted(7)).isTrue();
    sent.recorded(7);
    assertThat(sent.isAccepted(7)).isFalse();
    assertThat(sent.unrecorded()).isZero();
  }

  @Test
  void remembersSoManyAcceptedMailsAndNoMore() {
    for (int i = 0; i <= SentMails.ACCEPTED; i++) {
      sent.accept(i);
    }
    assertThat(sent.unrecorded()).isEqualTo(SentMails.ACCEPTED);
  }
}
