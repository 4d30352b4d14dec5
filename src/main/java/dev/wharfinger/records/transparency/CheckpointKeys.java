package dev.wharfinger.records.transparency;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.vault.DerivedKeys;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * The keys that sign checkpoints, derived from the master key. After a rotation the former ones
 * sign too, so that whoever goes by one of them still can; the new one is for those who no longer
 * trust the old.
 */
@Singleton
public class CheckpointKeys {

  private final DerivedKeys seeds;
  private final String origin;

  @Inject
  CheckpointKeys(MasterKeys masters, WharfingerSettings settings, Settings quay) {
    this.seeds = masters.keys(KeyPurpose.CHECKPOINTS);
    this.origin = settings.logOrigin().orElse(quay.serverHostname());
  }

  private List<Ed25519PrivateKeyParameters> all() {
    return seeds.all().stream()
        .map(seed -> new Ed25519PrivateKeyParameters(seed.key().getEncoded(), 0))
        .toList();
  }

  /** A checkpoint of this log, signed. */
  String sign(long size, byte[] root) {
    return SignedNote.sign(Checkpoint.of(origin, size, root).text(), origin, all());
  }

  /** What verifies it, the key in use first. */
  List<VerifierKey> verifiers() {
    return all().stream().map(key -> new VerifierKey(origin, key.generatePublicKey())).toList();
  }

  /** The checkpoint in a note, if it is one of this log and signed by it. */
  Optional<Checkpoint> open(String note) {
    return SignedNote.open(note, verifiers())
        .flatMap(Checkpoint::parse)
        .filter(found -> found.origin().equals(origin));
  }
}
