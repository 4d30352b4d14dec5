package dev.wharfinger.platform.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The encryption keys of subjects, stored wrapped on a log and, derived from it, in {@code
 * vault.subject_key}. A key is on the log before the first record that needs it can exist: keys are
 * created in advance, a handful at a time, and taken from this pool. A key that was erased leaves a
 * mark; one that is not found and has no mark is missing, which is an alarm and never an erasure.
 */
public final class SubjectKeys {

  @Bound(
      of = "cached keys of data subjects",
      unit = "keys",
      beyond = "the least used are evicted and read again",
      test = "SubjectKeysIT.remembersSoManyAndNoMore")
  static final int CACHED = 50_000;

  /**
   * How long a key may be remembered that was erased at the very moment in which it was read; any
   * other is forgotten when its erasure is seen on the log.
   */
  private static final Duration MEMORY = Duration.ofMinutes(10);

  /** The whole log is read again for missing keys, but not all the time. */
  private static final Duration REREAD = Duration.ofMinutes(1);

  private static final Duration BEAT = Duration.ofHours(1);
  private static final int MOST_NAMED = 1000;

  private final MasterKeys masters;
  private final KeyLog log;
  private final KeyTable table;
  private final KeyEntries entries;
  private final KeyFollower follower;
  private final KeyStock stock;
  private final Set<UUID> missing = ConcurrentHashMap.newKeySet();
  private final Cache<UUID, SecretKey> known =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(MEMORY).build();
  private volatile boolean open;
  private volatile long foreign = -1;
  private volatile long lastBeat = System.nanoTime() - BEAT.toNanos();
  private boolean reread;
  private long rereadAt;
  private @Nullable Uni<Void> rereading;

  public SubjectKeys(Pool pool, MasterKeys masters, KeyLog log) {
    this.masters = masters;
    this.log = log;
    this.table = new KeyTable(pool, masters);
    this.entries = new KeyEntries(masters);
    this.follower = new KeyFollower(table, log, entries, masters, known::invalidateAll);
    this.stock = new KeyStock(masters, follower, known::putAll);
  }

  /**
   * Keys that must exist are neither on the log nor in the table. They may come back when a part of
   * the log is restored; until then nothing that needs them may go on.
   */
  public static final class MissingKeys extends RuntimeException {
    MissingKeys(Set<UUID> ids) {
      super(describe(ids), null, false, false);
    }

    private static String describe(Set<UUID> ids) {
      return "the key %s of a subject is missing and was not erased (%d such keys)"
          .formatted(ids.iterator().next(), ids.size());
    }
  }

  /**
   * Finds out which master key is in use; in an empty database, from the log of keys. Returns false
   * if nothing says so, because none was ever replaced.
   */
  public Uni<Boolean> identify() {
    return table
        .inUse()
        .flatMap(found ->
            found.isPresent()
                ? Uni.createFrom().item(found.get()).invoke(masters::adopt).replaceWith(true)
                : log.open().flatMap(_ -> new FormerKeySearch(masters).in(log)));
  }

  /** What journal records are authenticated by decides where {@link #identify} could not. */
  public void lean(String master) {
    masters.lean(master);
  }

  /** What rotates the master key. */
  public KeyRotation rotation() {
    return new KeyRotation(table, follower, masters);
  }

  /**
   * Opens the log, which must not be able to lose keys, and has the table follow to its end. To be
   * called when the journal has been found to be written with this master key.
   */
  public Uni<Void> open() {
    return table
        .bind()
        .flatMap(_ -> log.open())
        .flatMap(_ -> follower.follow())
        .invoke(at -> {
          foreign = at.foreign();
          open = true;
        })
        .replaceWithVoid();
  }

  /** Refuses a log that could lose keys, or keep erased ones. */
  public Uni<Void> inspect() {
    return log.verify().replaceWithVoid();
  }

  /** Follows the log; called every second once it is open. */
  public Uni<Void> keepUp() {
    return open
        ? follower
            .follow()
            .invoke(at -> foreign = at.foreign())
            .flatMap(_ -> look(Set.copyOf(missing), new HashMap<>()))
            .flatMap(_ -> beat())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> beat() {
    long now = System.nanoTime();
    return now - lastBeat < BEAT.toNanos()
        ? Uni.createFrom().voidItem()
        : log.append(List.of(entries.beat())).invoke(() -> lastBeat = now);
  }

  /** Why keys must be looked after, if they must. */
  public Optional<String> trouble() {
    Set<UUID> ids = Set.copyOf(missing);
    return ids.isEmpty() ? Optional.empty() : Optional.of(MissingKeys.describe(ids));
  }

  /** The last offset of the log that was written by somebody else, or -1. */
  public long foreign() {
    return foreign;
  }

  /** The id of a new key for a new subject; the key is already durable. */
  public Uni<UUID> draw() {
    return stock.draw();
  }

  /** Returns a key that was drawn but not used for a subject. */
  public void giveBack(UUID unused) {
    stock.giveBack(unused);
  }

  /**
   * The keys with these ids; an id without one belongs to an erased subject. Fails with {@link
   * MissingKeys} when that cannot be said of it.
   */
  public Uni<Map<UUID, SecretKey>> find(Collection<UUID> ids) {
    Map<UUID, SecretKey> found = new HashMap<>();
    Set<UUID> left = new HashSet<>();
    for (UUID id : ids) {
      SecretKey key = known.getIfPresent(id);
      if (key == null) {
        left.add(id);
      } else {
        found.put(id, key);
      }
    }
    return left.isEmpty()
        ? Uni.createFrom().item(found)
        : look(left, found)
            .flatMap(lost -> lost.isEmpty() ? Uni.createFrom().voidItem() : searchLog(lost, found))
            .replaceWith(found);
  }

  /** Looks in the table; returns those that are neither there nor erased. */
  private Uni<Set<UUID>> look(Set<UUID> ids, Map<UUID, SecretKey> found) {
    return ids.isEmpty()
        ? Uni.createFrom().item(ids)
        : table
            .find(ids)
            .map(states -> {
              Set<UUID> lost = new HashSet<>(ids);
              for (KeyState state : states) {
                lost.remove(state.id());
                missing.remove(state.id());
                if (!state.isErased()) {
                  byte[] wrapped = Base64.getDecoder().decode(state.wrapped());
                  SecretKey key = masters.require(state.master()).unwrap(wrapped, "AES");
                  known.put(state.id(), key);
                  found.put(state.id(), key);
                }
              }
              return lost;
            });
  }

  /** What has come to the log since; then the whole log, for rows may have been lost. */
  private Uni<Void> searchLog(Set<UUID> ids, Map<UUID, SecretKey> found) {
    Context caller = Vertx.currentContext();
    Uni<Void> searched =
        follower
            .follow()
            .flatMap(_ -> look(ids, found))
            .flatMap(lost ->
                lost.isEmpty()
                    ? Uni.createFrom().item(lost)
                    : reread().flatMap(_ -> look(lost, found)))
            .flatMap(lost -> {
              lost.stream().limit(MOST_NAMED - missing.size()).forEach(missing::add);
              return lost.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : Uni.createFrom().failure(new MissingKeys(lost));
            });
    return caller == null
        ? searched
        : searched.emitOn(work -> caller.runOnContext(_ -> work.run()));
  }

  /** One reading for all who miss something, however long it takes. */
  private synchronized Uni<Void> reread() {
    if (rereading == null || (reread && System.nanoTime() - rereadAt >= REREAD.toNanos())) {
      reread = false;
      rereading =
          follower
              .restart()
              .onItemOrFailure()
              .invoke((_, failure) -> endRereading(failure == null))
              .memoize()
              .indefinitely();
    }
    return rereading;
  }

  private synchronized void endRereading(boolean complete) {
    reread = complete;
    rereadAt = System.nanoTime();
    if (!complete) {
      rereading = null;
    }
  }

  /** How many there are, for tests. */
  long remembered() {
    known.cleanUp();
    return known.estimatedSize();
  }

  /** A key that is in memory because it was drawn or found before. */
  public Optional<SecretKey> cached(UUID id) {
    return Optional.ofNullable(known.getIfPresent(id));
  }

  /** Makes everything sealed for this subject permanently unreadable. */
  public Uni<Void> erase(UUID id) {
    return follower
        .append(List.of(KeyState.erased(id, masters.inUse())))
        .invoke(() -> known.invalidate(id));
  }

  /** Has a key count as erased that is missing for good; returns whether it was missing. */
  public Uni<Boolean> giveUp(UUID id) {
    return open()
        .flatMap(_ -> find(Set.of(id)))
        .replaceWith(false)
        .onFailure(MissingKeys.class)
        .recoverWithUni(_ -> erase(id).replaceWith(true));
  }
}
