package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class ChainRuleTest {

  private static final String HASH = "a".repeat(64);

  @Test
  void takesTheNextRecordOfTheChain() {
    assertThat(ChainRule.continues(7, HASH, frame(8, HASH))).isTrue();
  }

  @Test
  void refusesEveryOtherNumber() {
    assertThat(ChainRule.continues(7, HASH, frame(7, HASH))).isFalse();
    assertThat(ChainRule.continues(7, HASH, frame(9, HASH))).isFalse();
    assertThat(ChainRule.continues(7, HASH, frame(1, HASH))).isFalse();
  }

  @Test
  void refusesTheRightNumberOnAnotherChain() {
    assertThat(ChainRule.continues(7, HASH, frame(8, "b".repeat(64)))).isFalse();
    assertThat(ChainRule.continues(7, HASH, frame(8, HASH.toUpperCase(java.util.Locale.ROOT))))
        .isFalse();
  }

  @Test
  void callsARecordLateWhosePlaceIsTaken() {
    assertThat(ChainRule.isLate(7, frame(7, HASH))).isTrue();
    assertThat(ChainRule.isLate(7, frame(1, HASH))).isTrue();
    assertThat(ChainRule.isLate(7, frame(8, HASH))).isFalse();
  }

  private static JournalFrame frame(long seq, String prevHash) {
    return new JournalFrame(seq, prevHash, "c".repeat(64), JsonNodeFactory.instance.objectNode());
  }
}
