package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.MasterKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Puts the configured master key into use, for all instances between the same two records: under
 * the lock of all writers, who look which key is in use when they hold it.
 */
public final class MasterKeySwitch {

  private final Connections connections;
  private final Journal journal;
  private final MasterKeys masters;

  public MasterKeySwitch(Vertx vertx, Pool pool, Journal journal, MasterKeys masters) {
    this.connections = Connections.of(vertx, pool, Connections.TIMEOUT);
    this.journal = journal;
    this.masters = masters;
  }

  /** What became of an attempt. */
  public enum Verdict {
    /** From the next record on it is in use. */
    SWITCHED,
    /** It was in use already. */
    IN_USE,
    /** The journal has records that were not projected yet; to be tried again when they are. */
    BEHIND
  }

  /** Tries once. */
  public Uni<Verdict> attempt() {
    return connections.with(connection ->
        HeadRow.lock(connection, masters)
            .flatMap(head ->
                journal
                    .endOffset()
                    .emitOn(connections.loop())
                    .flatMap(end ->
                        end == head.nextOffset()
                            ? put(connection, head)
                            : HeadRow.rollback(connection).replaceWith(Verdict.BEHIND))));
  }

  private Uni<Verdict> put(SqlConnection connection, Head head) {
    return masters
        .switchOver(connection, head.seq())
        .call(() -> HeadRow.commit(connection))
        .map(switched -> switched ? Verdict.SWITCHED : Verdict.IN_USE);
  }
}
