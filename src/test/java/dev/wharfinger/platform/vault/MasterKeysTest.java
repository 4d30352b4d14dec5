package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.platform.vault.MasterKeys.InUse;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterKeysTest {

  private static final MasterKey OLD = key(1);
  private static final MasterKey FRESH = key(2);

  private static MasterKey key(int fill) {
    byte[] bytes = new byte[MasterKey.BYTES];
    Arrays.fill(bytes, (byte) fill);
    return new MasterKey(bytes);
  }

  /** An instance with both keys, as long as the old one is in use. */
  private static MasterKeys both() {
    MasterKeys keys = new MasterKeys(FRESH, Optional.of(OLD));
    keys.adopt(new InUse(OLD.id(), 1, "[]"));
    return keys;
  }

  private static InUse released(long through) {
    MasterKeys keys = both();
    keys.adopt(keys.switched(through).orElseThrow());
    return keys.released().orElseThrow();
  }

  @Test
  void theDatabaseDecidesWhichKeyIsInUse() {
    MasterKeys keys = both();
    DerivedKeys sessions = keys.keys(KeyPurpose.SESSIONS);
    assertThat(sessions.current()).isEqualTo(OLD.derive(KeyPurpose.SESSIONS));
    assertThat(sessions.all()).extracting(it -> it.master()).containsExactly(OLD.id(), FRESH.id());
    keys.adopt(keys.switched(9).orElseThrow());
    assertThat(keys.inUse()).isSameAs(FRESH);
    assertThat(sessions.current()).isEqualTo(FRESH.derive(KeyPurpose.SESSIONS));
    assertThat(sessions.all()).extracting(it -> it.master()).containsExactly(FRESH.id(), OLD.id());
  }

  @Test
  void whatIsReadLateChangesNothing() {
    MasterKeys keys = both();
    keys.adopt(keys.switched(9).orElseThrow());
    keys.adopt(new InUse(OLD.id(), 1, "[]"));
    assertThat(keys.inUse()).isSameAs(FRESH);
  }

  @Test
  void aFormerKeyAuthenticatesNoRecordThatCameAfterIt() {
    MasterKeys keys = both();
    keys.adopt(keys.switched(9).orElseThrow());
    DerivedKeys macs = keys.keys(KeyPurpose.JOURNAL_MAC);
    assertThat(Objects.requireNonNull(macs.of(OLD.id())).through()).isEqualTo(9);
    assertThat(Objects.requireNonNull(macs.of(FRESH.id())).through()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatLastsIsKeptWithoutTheKeyAndNothingElse() {
    MasterKeys keys = new MasterKeys(FRESH);
    keys.adopt(released(9));
    for (KeyPurpose purpose : KeyPurpose.values()) {
      DerivedKeys.Derived former = keys.keys(purpose).of(OLD.id());
      if (purpose.isLasting()) {
        assertThat(Objects.requireNonNull(former).key()).isEqualTo(OLD.derive(purpose));
        assertThat(former.held()).isFalse();
        assertThat(former.through()).isEqualTo(9);
      } else {
        assertThat(former).isNull();
      }
    }
  }

  @Test
  void aThirdKeyKeepsWhatWasKeptOfTheFirst() {
    MasterKey third = key(3);
    MasterKeys keys = new MasterKeys(third, Optional.of(FRESH));
    keys.adopt(released(9));
    keys.adopt(keys.switched(20).orElseThrow());
    InUse stored = keys.released().orElseThrow();
    MasterKeys alone = new MasterKeys(third);
    alone.adopt(stored);
    DerivedKeys secrets = alone.keys(KeyPurpose.READABLE_SECRETS);
    assertThat(secrets.all())
        .extracting(it -> it.master())
        .containsExactly(third.id(), FRESH.id(), OLD.id());
    String sealed = new ReadableSecrets(new MasterKeys(OLD)).seal("owner", "secret");
    assertThat(new ReadableSecrets(alone).open("owner", sealed)).isEqualTo("secret");
  }

  @Test
  void neitherKeyAloneIsEnoughInTheMiddle() {
    MasterKeys keys = both();
    InUse switched = keys.switched(9).orElseThrow();
    assertThatThrownBy(() -> new MasterKeys(FRESH).adopt(switched))
        .isInstanceOf(MasterKey.WrongMasterKey.class)
        .hasMessageContaining(OLD.id() + " is still needed");
    assertThatThrownBy(() -> new MasterKeys(OLD).adopt(switched))
        .isInstanceOf(MasterKey.WrongMasterKey.class);
    assertThatThrownBy(() -> new MasterKeys(FRESH).adopt(new InUse(OLD.id(), 1, "[]")))
        .isInstanceOf(MasterKey.WrongMasterKey.class);
  }

  @Test
  void aKeyThatWasReplacedDoesNotComeBack() {
    MasterKeys back = new MasterKeys(OLD, Optional.of(FRESH));
    back.adopt(released(9));
    assertThatThrownBy(() -> back.switched(20)).isInstanceOf(MasterKey.UsedBefore.class);
  }

  @Test
  void theJournalDecidesOnlyWhereNothingIsKnown() {
    MasterKeys unknown = new MasterKeys(FRESH, Optional.of(OLD));
    assertThat(unknown.inUse()).isSameAs(FRESH);
    unknown.lean(OLD.id());
    assertThat(unknown.inUse()).isSameAs(OLD);
    MasterKeys known = new MasterKeys(FRESH, Optional.of(OLD));
    known.adopt(released(9));
    known.lean(OLD.id());
    assertThat(known.inUse()).isSameAs(FRESH);
  }

  @Test
  void whatIsStoredShowsNoKey() {
    InUse stored = released(9);
    String mac =
        java.util.Base64.getEncoder()
            .encodeToString(OLD.derive(KeyPurpose.JOURNAL_MAC).getEncoded());
    assertThat(stored.former()).contains(OLD.id()).doesNotContain(mac);
    assertThat(FormerKey.of(OLD, 9).toString()).isEqualTo("FormerKey[" + OLD.id() + "]");
  }
}
