package dev.wharfinger.platform.vault;

import io.smallrye.mutiny.Uni;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Keys that are durable and not yet assigned to a subject. */
final class KeyStock {

  private static final int SIZE = 256;

  private final MasterKeys masters;
  private final KeyFollower follower;
  private final Consumer<Map<UUID, SecretKey>> made;
  private final KeyGenerator generator;
  private final Deque<UUID> stock = new ArrayDeque<>();
  private @Nullable Uni<Void> restocking;

  /**
   * An empty stock.
   *
   * @param made is told new keys once they are durable
   */
  KeyStock(MasterKeys masters, KeyFollower follower, Consumer<Map<UUID, SecretKey>> made) {
    this.masters = masters;
    this.follower = follower;
    this.made = made;
    try {
      generator = KeyGenerator.getInstance("AES");
      generator.init(256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("AES is part of every Java runtime", e);
    }
  }

  Uni<UUID> draw() {
    Uni<Void> restocked;
    synchronized (stock) {
      UUID next = stock.poll();
      if (next != null) {
        return Uni.createFrom().item(next);
      }
      restocked = restocked();
    }
    return restocked.flatMap(_ -> draw());
  }

  void giveBack(UUID unused) {
    synchronized (stock) {
      stock.addFirst(unused);
    }
  }

  /** One restocking for all who wait, because what is on the log stays there. */
  private Uni<Void> restocked() {
    if (restocking == null) {
      restocking =
          restock()
              .onTermination()
              .invoke(() -> {
                synchronized (stock) {
                  restocking = null;
                }
              })
              .memoize()
              .indefinitely();
    }
    return restocking;
  }

  private Uni<Void> restock() {
    Map<UUID, SecretKey> fresh = new HashMap<>();
    List<KeyState> states = new ArrayList<>();
    MasterKey master = masters.inUse();
    for (int i = 0; i < SIZE; i++) {
      SecretKey key = generator.generateKey();
      UUID id = UUID.randomUUID();
      fresh.put(id, key);
      String wrapped = Base64.getEncoder().encodeToString(master.wrap(key));
      states.add(new KeyState(id, wrapped, master.id()));
    }
    return follower
        .append(states)
        .invoke(() -> {
          made.accept(fresh);
          synchronized (stock) {
            stock.addAll(fresh.keySet());
          }
        });
  }
}
