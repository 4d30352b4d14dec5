package dev.wharfinger.platform.vault;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys for one purpose: that of the master key in use, which everything is written with, and
 * those of other master keys, which are still read with.
 */
public final class DerivedKeys {

  /**
   * One of them.
   *
   * @param master id of the master key
   * @param held whether this instance has the master key itself
   * @param through see {@link FormerKey#through}; the greatest number for a key that may write
   */
  public record Derived(String master, SecretKey key, boolean held, long through) {
    @Override
    public String toString() {
      return "Derived[" + master + "]";
    }
  }

  private record Remembered(long version, List<Derived> keys) {}

  private final LongSupplier version;
  private final Supplier<List<Derived>> source;
  private volatile @Nullable Remembered remembered;

  /**
   * Keys that follow a source.
   *
   * @param version changes whenever the source does
   * @param source derives them, the one to write with first
   */
  DerivedKeys(LongSupplier version, Supplier<List<Derived>> source) {
    this.version = version;
    this.source = source;
  }

  /** A single key that never changes. */
  public static DerivedKeys only(byte[] key, String algorithm) {
    Derived one = new Derived("", new SecretKeySpec(key, algorithm), true, Long.MAX_VALUE);
    return new DerivedKeys(() -> 0, () -> List.of(one));
  }

  /** The key to write with. */
  public SecretKey current() {
    return all().getFirst().key();
  }

  /** The keys to read with, the current one first, the oldest last. */
  public List<Derived> all() {
    long now = version.getAsLong();
    Remembered known = remembered;
    if (known == null || known.version() != now) {
      known = new Remembered(now, List.copyOf(source.get()));
      remembered = known;
    }
    return known.keys();
  }

  /** The key that was derived from one of the master keys. */
  public @Nullable Derived of(String master) {
    for (Derived derived : all()) {
      if (derived.master().equals(master)) {
        return derived;
      }
    }
    return null;
  }
}
