package dev.wharfinger.platform.vault;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The configured master key, the one it replaces while a rotation is under way, and what is kept of
 * earlier ones. Which one is in use is said by the database alone, so that all instances change
 * over at the same record. Source: docs/adr/0015-rotation-of-the-master-key.md.
 */
public final class MasterKeys {

  /**
   * What the database says, in the order of {@link InUse}; one row, or none before the first use.
   */
  public static final String SELECT = "SELECT id, version, former FROM vault.master_key";

  private final MasterKey configured;
  private final @Nullable MasterKey previous;
  private final Map<KeyPurpose, DerivedKeys> derived = new EnumMap<>(KeyPurpose.class);
  private volatile View view;

  /** What this instance goes by. */
  private record View(MasterKey inUse, long version, List<FormerKey> former, long generation) {}

  /**
   * The master key in use, as stored.
   *
   * @param version grows with every change
   * @param former what is kept of earlier keys, wrapped
   */
  public record InUse(String id, long version, String former) {

    /** From a row of {@link #SELECT}. */
    public static InUse of(Row row) {
      return new InUse(row.getString(0), row.getLong(1), row.getString(2));
    }
  }

  /** With the configured key alone. */
  public MasterKeys(MasterKey configured) {
    this(configured, Optional.empty());
  }

  /** With the configured key, and that which it replaces, or which replaces it. */
  public MasterKeys(MasterKey configured, Optional<MasterKey> previous) {
    this.configured = configured;
    this.previous = previous.filter(it -> !it.id().equals(configured.id())).orElse(null);
    this.view = new View(configured, 0, List.of(), 0);
    for (KeyPurpose purpose : KeyPurpose.values()) {
      derived.put(purpose, new DerivedKeys(() -> view.generation(), () -> derive(purpose)));
    }
  }

  /** The keys for a purpose; they change when the master key does. */
  public DerivedKeys keys(KeyPurpose purpose) {
    return Objects.requireNonNull(derived.get(purpose));
  }

  /** The master key to write with. */
  public MasterKey inUse() {
    return view.inUse();
  }

  /** The other master key that this instance holds, if there is one. */
  public Optional<MasterKey> other(MasterKey than) {
    return Optional.ofNullable(than == configured ? previous : configured);
  }

  private List<DerivedKeys.Derived> derive(KeyPurpose purpose) {
    View now = view;
    List<DerivedKeys.Derived> all = new ArrayList<>();
    all.add(held(now, now.inUse(), purpose));
    other(now.inUse()).ifPresent(it -> all.add(held(now, it, purpose)));
    for (FormerKey former : now.former().reversed()) {
      SecretKey key = former.keys().get(purpose);
      if (key != null && find(former.master()) == null) {
        all.add(new DerivedKeys.Derived(former.master(), key, false, former.through()));
      }
    }
    return all;
  }

  private static DerivedKeys.Derived held(View now, MasterKey master, KeyPurpose purpose) {
    long through =
        now.former().stream()
            .filter(it -> it.master().equals(master.id()))
            .mapToLong(FormerKey::through)
            .findFirst()
            .orElse(Long.MAX_VALUE);
    return new DerivedKeys.Derived(master.id(), master.derive(purpose), true, through);
  }

  private @Nullable MasterKey find(String id) {
    if (configured.id().equals(id)) {
      return configured;
    }
    return previous != null && previous.id().equals(id) ? previous : null;
  }

  boolean holds(String id) {
    return find(id) != null;
  }

  /** The master key with this id; another one than those that this instance holds is refused. */
  MasterKey require(String id) {
    MasterKey found = find(id);
    if (found == null) {
      throw MasterKey.WrongMasterKey.inUse(id, configured.id());
    }
    return found;
  }

  /**
   * Goes by what the database says, unless something newer is known.
   *
   * @throws MasterKey.WrongMasterKey when this instance does not hold the key in use, or lacks one
   *     that is still needed
   */
  public synchronized void adopt(InUse said) {
    if (said.version() <= view.version()) {
      return;
    }
    MasterKey inUse = require(said.id());
    List<FormerKey> former = FormerKey.read(said.former(), inUse);
    for (FormerKey key : former) {
      if (!key.released() && find(key.master()) == null) {
        throw MasterKey.WrongMasterKey.unfinished(key.master());
      }
    }
    view = new View(inUse, said.version(), former, view.generation() + 1);
  }

  /** Before anything is known: the key that the journal was found to be written with. */
  synchronized void lean(String id) {
    MasterKey found = find(id);
    if (view.version() == 0 && found != null) {
      view = new View(found, 0, List.of(), view.generation() + 1);
    }
  }

  /** Whether the database says what is known here. */
  public boolean isAt(long version) {
    return view.version() == version;
  }

  /**
   * The master key in use, which does not change before the end of the transaction: what is written
   * with it in the meantime is there when a rotation begins.
   */
  public Uni<MasterKey> pin(SqlClient transaction) {
    return pin(transaction, "FOR SHARE");
  }

  /**
   * As {@link #pin}, for a transaction that changes the row afterwards: two that only shared the
   * row would wait for each other then. Nobody else changes keys of subjects meanwhile, so these
   * may be changed in any order.
   */
  Uni<MasterKey> pinForUpdate(SqlClient transaction) {
    return pin(transaction, "FOR UPDATE");
  }

  private Uni<MasterKey> pin(SqlClient transaction, String lock) {
    return transaction
        .preparedQuery(SELECT + " " + lock)
        .execute()
        .map(rows -> {
          rows.forEach(row -> adopt(InUse.of(row)));
          return view.inUse();
        });
  }

  /** What to store when the configured key comes into use after a record. */
  Optional<InUse> switched(long through) {
    View now = view;
    if (now.inUse() == configured) {
      return Optional.empty();
    }
    if (now.former().stream().anyMatch(it -> it.master().equals(configured.id()))) {
      throw new MasterKey.UsedBefore(configured.id());
    }
    List<FormerKey> former = new ArrayList<>(now.former());
    former.add(FormerKey.of(now.inUse(), through));
    return Optional.of(
        new InUse(configured.id(), now.version() + 1, FormerKey.write(former, configured)));
  }

  /** What to store when nothing needs an earlier key itself any more; empty if that is stored. */
  Optional<InUse> released() {
    View now = view;
    return now.former().stream().allMatch(FormerKey::released)
        ? Optional.empty()
        : Optional.of(
            new InUse(
                now.inUse().id(),
                now.version() + 1,
                FormerKey.write(
                    now.former().stream().map(FormerKey::release).toList(), now.inUse())));
  }

  /** What is known now, in the form that is stored. */
  InUse stored() {
    View now = view;
    return new InUse(
        now.inUse().id(), Math.max(1, now.version()), FormerKey.write(now.former(), now.inUse()));
  }

  /** The ids of the keys that were replaced. */
  List<String> former() {
    return view.former().stream().map(FormerKey::master).toList();
  }

  /** Puts the configured key into use, in a transaction that holds the lock of all writers. */
  public Uni<Boolean> switchOver(SqlClient transaction, long through) {
    Optional<InUse> next = switched(through);
    return next.isEmpty()
        ? Uni.createFrom().item(false)
        : store(transaction, next.get()).replaceWith(true);
  }

  /**
   * Stores what the log of keys says of rotations that the database does not know, because it was
   * set back to before them: the key that it has in use was replaced, and what is written with it
   * now would be void to whoever goes by the log. What it has sealed is still to be sealed again.
   */
  Uni<Void> catchUp(SqlClient transaction, InUse said) {
    return transaction
        .preparedQuery(SELECT + " FOR UPDATE")
        .execute()
        .map(rows -> InUse.of(rows.iterator().next()))
        .flatMap(stored ->
            said.version() <= stored.version()
                ? Uni.createFrom().voidItem()
                : transaction
                    .preparedQuery(
                        "UPDATE vault.master_key SET id = $1, version = $2, former = $3, told = false")
                    .execute(Tuple.of(said.id(), said.version() + 1, caughtUp(stored, said)))
                    .replaceWithVoid());
  }

  private String caughtUp(InUse stored, InUse said) {
    Set<String> needed = new HashSet<>(Set.of(stored.id()));
    FormerKey.read(stored.former(), require(stored.id())).stream()
        .filter(it -> !it.released())
        .forEach(it -> needed.add(it.master()));
    MasterKey by = require(said.id());
    return FormerKey.write(
        FormerKey.read(said.former(), by).stream().map(it -> it.unless(needed)).toList(), by);
  }

  static Uni<Void> store(SqlClient database, InUse next) {
    return database
        .preparedQuery(
            "UPDATE vault.master_key SET id = $1, version = $2, former = $3, told = false"
                + " WHERE version = $2 - 1")
        .execute(Tuple.of(next.id(), next.version(), next.former()))
        .invoke(done -> {
          if (done.rowCount() != 1) {
            throw new IllegalStateException("another rotation of the master key is running");
          }
        })
        .replaceWithVoid();
  }
}
