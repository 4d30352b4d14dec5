package dev.wharfinger.platform.vault;

import dev.wharfinger.platform.vault.KeyEntries.Meaning;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Learns from the log of keys alone which master key is in use and what is kept of earlier ones:
 * without them the journal cannot be read into an empty database.
 */
public final class FormerKeySearch {

  private final MasterKeys masters;
  private final KeyEntries entries;
  private MasterKeys.InUse found = new MasterKeys.InUse("", 0, "[]");
  private long next;

  /** For an instance, or a tool, with these keys, which is told what is found. */
  public FormerKeySearch(MasterKeys masters) {
    this.masters = masters;
    this.entries = new KeyEntries(masters);
  }

  /** Reads the whole log; returns whether a master key was ever replaced. */
  Uni<Boolean> in(KeyLog log) {
    return log.beginning()
        .invoke(beginning -> next = beginning)
        .flatMap(_ -> log.extent())
        .flatMap(extent ->
            Multi.createBy()
                .repeating()
                .uni(() -> step(log, extent.end()))
                .whilst(end -> !end)
                .collect()
                .last())
        .map(_ -> end());
  }

  private Uni<Boolean> step(KeyLog log, long end) {
    return log.read(next, end)
        .map(stretch -> {
          stretch.entries().forEach(this::look);
          next = stretch.next();
          return next >= end;
        });
  }

  /**
   * Looks at an entry of the log.
   *
   * @throws MasterKey.WrongMasterKey when a master key was replaced by one that is not held
   */
  public void look(KeyLog.Entry entry) {
    switch (entries.read(entry)) {
      case Meaning.Former(MasterKeys.InUse inUse) when inUse.version() > found.version() ->
          found = inUse;
      case Meaning.Replaced(String master, String successor) when !masters.holds(successor) ->
          throw MasterKey.WrongMasterKey.replaced(master, successor);
      case Meaning.Former _,
          Meaning.Replaced _,
          Meaning.Beat _,
          Meaning.Key _,
          Meaning.Outdated _,
          Meaning.Foreign _ -> {}
    }
  }

  /** After the last entry: goes by what was found; returns whether that was something. */
  public boolean end() {
    if (found.version() == 0) {
      return false;
    }
    masters.adopt(found);
    return true;
  }
}
