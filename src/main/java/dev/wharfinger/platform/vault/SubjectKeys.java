package dev.wharfinger.platform.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * The encryption keys of subjects, stored wrapped in {@code vault.subject_key}. They are the only
 * data that cannot be rebuilt from the journal, so a key is committed before the first record that
 * needs it can exist: keys are created in advance, a handful at a time, and taken from this pool.
 */
public final class SubjectKeys {

  private static final int STOCK = 256;

  @Bound(
      of = "cached keys of data subjects",
      unit = "keys",
      beyond = "the least used are evicted and read again",
      test = "SubjectKeysIT.remembersSoManyAndNoMore")
  static final int CACHED = 50_000;

  /** How long a key destroyed by another instance can remain in this instance's memory. */
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private final Pool pool;
  private final MasterKey master;
  private final KeyGenerator generator;
  private final Deque<UUID> stock = new ArrayDeque<>();
  private final Cache<UUID, SecretKey> known =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(MEMORY).build();

  public SubjectKeys(Pool pool, MasterKey master) {
    this.pool = pool;
    this.master = master;
    try {
      generator = KeyGenerator.getInstance("AES");
      generator.init(256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("AES is part of every Java runtime", e);
    }
  }

  /** The id of a new key for a new subject; the key is already durable. */
  public Uni<UUID> draw() {
    synchronized (stock) {
      UUID next = stock.poll();
      if (next != null) {
        return Uni.createFrom().item(next);
      }
    }
    return restock().flatMap(_ -> draw());
  }

  /** Returns a key that was drawn but not used for a subject. */
  public void giveBack(UUID unused) {
    synchronized (stock) {
      stock.addFirst(unused);
    }
  }

  private Uni<Void> restock() {
    Map<UUID, SecretKey> fresh = new HashMap<>();
    List<Tuple> rows = new ArrayList<>();
    synchronized (generator) {
      for (int i = 0; i < STOCK; i++) {
        SecretKey key = generator.generateKey();
        UUID id = UUID.randomUUID();
        fresh.put(id, key);
        rows.add(Tuple.of(id, master.wrap(key)));
      }
    }
    return pool.preparedQuery(
            "INSERT INTO vault.subject_key (id, wrapped, created) VALUES ($1, $2, now())")
        .executeBatch(rows)
        .invoke(() -> {
          known.putAll(fresh);
          synchronized (stock) {
            stock.addAll(fresh.keySet());
          }
        })
        .replaceWithVoid();
  }

  /** The keys with these ids that still exist; an id without a key belongs to an erased subject. */
  public Uni<Map<UUID, SecretKey>> find(Collection<UUID> ids) {
    Map<UUID, SecretKey> found = new HashMap<>();
    List<UUID> missing = new ArrayList<>();
    for (UUID id : ids) {
      SecretKey key = known.getIfPresent(id);
      if (key == null) {
        missing.add(id);
      } else {
        found.put(id, key);
      }
    }
    if (missing.isEmpty()) {
      return Uni.createFrom().item(found);
    }
    return pool.preparedQuery("SELECT id, wrapped FROM vault.subject_key WHERE id = ANY($1)")
        .execute(Tuple.of(missing.toArray(UUID[]::new)))
        .map(rows -> {
          for (Row row : rows) {
            SecretKey key = master.unwrap(row.getBuffer("wrapped").getBytes(), "AES");
            known.put(row.getUUID("id"), key);
            found.put(row.getUUID("id"), key);
          }
          return found;
        });
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
    return pool.preparedQuery("DELETE FROM vault.subject_key WHERE id = $1")
        .execute(Tuple.of(id))
        .map(RowSet::rowCount)
        .invoke(() -> known.invalidate(id))
        .replaceWithVoid();
  }
}
