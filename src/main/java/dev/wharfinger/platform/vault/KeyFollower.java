package dev.wharfinger.platform.vault;

import dev.wharfinger.platform.vault.KeyEntries.Meaning;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Has the table follow the log. Every instance does, because each must learn what is erased; they
 * may get in each other's way, for applying an entry twice changes nothing.
 */
final class KeyFollower {

  private static final Logger LOG = Logger.getLogger(KeyFollower.class);

  private final KeyTable table;
  private final KeyLog log;
  private final KeyEntries entries;
  private final MasterKeys masters;
  private final Consumer<Set<UUID>> erased;

  /** How far this instance has seen the log; nothing was cached before its first look. */
  private volatile long seen = Long.MAX_VALUE;

  /**
   * A follower that has seen nothing.
   *
   * @param erased is told the keys that were erased, by whomever
   */
  KeyFollower(
      KeyTable table,
      KeyLog log,
      KeyEntries entries,
      MasterKeys masters,
      Consumer<Set<UUID>> erased) {
    this.table = table;
    this.log = log;
    this.entries = entries;
    this.masters = masters;
    this.erased = erased;
  }

  /** Follows up to the end of the log, then tells the log what it lacks; returns the position. */
  Uni<KeyTable.Position> follow() {
    return repeat(this::step)
        .flatMap(_ -> table.position())
        .call(at -> at.formerTold() ? Uni.createFrom().voidItem() : tellFormer())
        .flatMap(at -> at.told() ? Uni.createFrom().item(at) : tell().replaceWith(at));
  }

  private static Uni<Boolean> repeat(Supplier<Uni<? extends Boolean>> step) {
    return Multi.createBy().repeating().uni(step).whilst(done -> !done).collect().last();
  }

  /** Reads the whole log once more. */
  Uni<Void> restart() {
    return table
        .position()
        .flatMap(at -> log.extent().flatMap(extent -> restart(at, extent.id())))
        .flatMap(_ -> follow())
        .replaceWithVoid();
  }

  private Uni<Void> restart(KeyTable.Position at, String logId) {
    return log.beginning()
        .flatMap(beginning -> table.restart(at, logId, beginning).invoke(() -> seen = beginning));
  }

  /** One step; returns whether the end is reached. */
  private Uni<Boolean> step() {
    // First the position, then the end: another instance may append in between.
    return table.position().flatMap(at -> log.extent().flatMap(extent -> step(at, extent)));
  }

  private Uni<Boolean> step(KeyTable.Position at, KeyLog.Extent extent) {
    if (!at.logId().equals(extent.id()) || at.next() > extent.end()) {
      if (!at.logId().isEmpty()) {
        LOG.warn("The log of keys is not what it was; it is read from its beginning");
      }
      return restart(at, extent.id()).replaceWith(false);
    }
    long from = Math.min(seen, at.next());
    if (from == extent.end()) {
      seen = from;
      return Uni.createFrom().item(true);
    }
    return log.read(from, extent.end())
        .flatMap(stretch -> apply(extent, from, stretch))
        .onFailure(KeyLog.OutOfRange.class)
        .recoverWithUni(_ -> restart(at, extent.id()).replaceWith(false));
  }

  private Uni<Boolean> apply(KeyLog.Extent extent, long from, KeyLog.Stretch stretch) {
    Map<UUID, KeyState> states = new HashMap<>();
    Set<UUID> replaced = new HashSet<>();
    Set<UUID> gone = new HashSet<>();
    boolean formerReplaced = false;
    Optional<MasterKeys.InUse> inUse = Optional.empty();
    long foreign = -1;
    for (KeyLog.Entry entry : stretch.entries()) {
      switch (entries.read(entry)) {
        case Meaning.Key(KeyState state) when gone.contains(state.id()) -> {
          // What is erased stays erased, and compaction must not leave the key instead.
          if (!state.isErased()) {
            replaced.add(state.id());
          }
        }
        case Meaning.Key(KeyState state) -> {
          states.put(state.id(), state);
          replaced.remove(state.id());
          if (state.isErased()) {
            gone.add(state.id());
          }
        }
        case Meaning.Former(MasterKeys.InUse said) -> inUse = Optional.of(said);
        case Meaning.Beat _, Meaning.Replaced _ -> {}
        case Meaning.Outdated(var key) -> key.ifPresent(replaced::add);
        case Meaning.Foreign(var key) -> {
          foreign = entry.offset();
          key.ifPresent(replaced::add);
          formerReplaced |= key.isEmpty();
        }
      }
    }
    if (foreign >= 0) {
      LOG.errorf("Somebody else has written to the log of keys, up to offset %d", foreign);
    }
    KeyTable.Changes changes =
        new KeyTable.Changes(states.values(), replaced, formerReplaced, inUse, foreign);
    return table
        .apply(extent.id(), from, stretch.next(), changes)
        .invoke(applied -> {
          if (applied) {
            erased.accept(gone);
            seen = stretch.next();
          }
        })
        .map(applied -> applied && stretch.next() == extent.end());
  }

  /** Tells the log what it lacks: it was replaced, cut off, or written to by somebody else. */
  private Uni<Void> tell() {
    return repeat(
            () -> table.untold().flatMap(untold -> append(untold).replaceWith(untold.isEmpty())))
        .replaceWithVoid();
  }

  /** Tells the log what is kept of earlier master keys. */
  private Uni<Void> tellFormer() {
    return table
        .pool()
        .withTransaction(connection ->
            masters
                .pinForUpdate(connection)
                .flatMap(_ -> appended(entries.former()))
                .flatMap(_ -> table.formerTold(connection)));
  }

  /**
   * Appends, and then stores what is acknowledged; what an earlier master key has wrapped is
   * wrapped by the one in use.
   */
  Uni<Void> append(List<KeyState> states) {
    return states.isEmpty()
        ? Uni.createFrom().voidItem()
        : pinned((connection, master) -> {
          List<KeyState> now = states.stream().map(state -> by(master, state)).toList();
          return appended(now.stream().map(entries::write).toList())
              .flatMap(_ -> table.put(connection, now));
        });
  }

  private KeyState by(MasterKey master, KeyState state) {
    if (state.master().equals(master.id())) {
      return state;
    }
    if (state.isErased()) {
      return KeyState.erased(state.id(), master);
    }
    byte[] wrapped = Base64.getDecoder().decode(state.wrapped());
    byte[] again = master.wrap(masters.require(state.master()).unwrap(wrapped, "AES"));
    return new KeyState(state.id(), Base64.getEncoder().encodeToString(again), master.id());
  }

  /** Does work in whose course the master key in use stays the same. */
  private Uni<Void> pinned(BiFunction<SqlConnection, MasterKey, Uni<Void>> work) {
    return table
        .pool()
        .withTransaction(
            connection -> masters.pin(connection).flatMap(it -> work.apply(connection, it)));
  }

  /** Continues where it was called, which is the thread of a connection. */
  private Uni<Void> appended(List<KeyLog.Entry> all) {
    Context caller = Vertx.currentContext();
    Uni<Void> done = all.isEmpty() ? Uni.createFrom().voidItem() : log.append(all);
    return caller == null ? done : done.emitOn(work -> caller.runOnContext(_ -> work.run()));
  }
}
