package dev.wharfinger.records.transparency;

import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The tree as it is stored. */
@Singleton
class TreeTables {

  private static final String READ =
      "SELECT level, number, hashes FROM vault.merkle_tile"
          + " JOIN unnest($1::smallint[], $2::bigint[]) AS wanted (level, number)"
          + " USING (level, number)";
  private static final String WRITE =
      "INSERT INTO vault.merkle_tile (level, number, hashes, entries) VALUES ($1, $2, $3, $4)"
          + " ON CONFLICT (level, number) DO UPDATE SET hashes = EXCLUDED.hashes,"
          + " entries = coalesce(merkle_tile.entries || EXCLUDED.entries, merkle_tile.entries)";

  private final Pool pool;

  @Inject
  TreeTables(Pool pool) {
    this.pool = pool;
  }

  /**
   * How far the journal is in the tree.
   *
   * @param topicId of the journal
   * @param seq of the last record, which is also the number of leaves
   * @param hash of that record
   * @param next the offset to go on from
   */
  record Position(String topicId, long seq, String hash, long next) {}

  Uni<Position> position() {
    return position(pool);
  }

  private static Uni<Position> position(SqlClient database) {
    return database
        .preparedQuery("SELECT topic_id, seq, hash, next_offset FROM vault.merkle_tree")
        .execute()
        .map(OneRow::of)
        .map(row ->
            new Position(row.getString(0), row.getLong(1), row.getString(2), row.getLong(3)));
  }

  /** Tiles, as far as there are such. */
  Uni<Map<Tile, byte[]>> tiles(Collection<Tile> wanted) {
    Short[] levels = wanted.stream().map(it -> (short) it.level()).toArray(Short[]::new);
    Long[] numbers = wanted.stream().map(Tile::number).toArray(Long[]::new);
    return pool.preparedQuery(READ)
        .execute(Tuple.of(levels, numbers))
        .map(rows -> {
          Map<Tile, byte[]> found = new HashMap<>();
          for (Row row : rows) {
            found.put(new Tile(row.getShort(0), row.getLong(1)), row.getBuffer(2).getBytes());
          }
          return found;
        });
  }

  /** What a computation gives on the stored tree. */
  <T> Uni<T> compute(Function<MerkleTree, T> computation) {
    Function<Tiles, T> onTiles = tiles -> computation.apply(new MerkleTree(tiles));
    return tiles(Tiles.needed(onTiles)).map(loaded -> Tiles.compute(loaded, onTiles));
  }

  /** The hashes of a tile, or the entries of its leaves, as far as there are any. */
  Uni<Optional<byte[]>> content(Tile tile, boolean entries) {
    String column = entries ? "entries" : "hashes";
    return pool.preparedQuery(
            "SELECT " + column + " FROM vault.merkle_tile WHERE level = $1 AND number = $2")
        .execute(Tuple.of((short) tile.level(), tile.number()))
        .map(rows -> OneRow.optional(rows).map(row -> row.getBuffer(0).getBytes()));
  }

  /**
   * Stores what was added, unless another instance has stored something in the meantime: then it
   * fails, and nothing is stored.
   *
   * @param tiles that were changed
   * @param added entries by the tile of their leaves, in order
   */
  Uni<Void> store(Position from, Position to, Map<Tile, byte[]> tiles, Map<Tile, byte[]> added) {
    List<Tuple> rows = new ArrayList<>();
    tiles.forEach((tile, hashes) ->
        rows.add(
            Tuple.of(
                (short) tile.level(),
                tile.number(),
                Buffer.buffer(hashes),
                added.containsKey(tile) ? Buffer.buffer(added.get(tile)) : null)));
    return pool.withTransaction(connection ->
        move(connection, from, to)
            .flatMap(_ ->
                rows.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : connection.preparedQuery(WRITE).executeBatch(rows).replaceWithVoid()));
  }

  private static Uni<Void> move(SqlConnection connection, Position from, Position to) {
    return connection
        .preparedQuery(
            "UPDATE vault.merkle_tree SET topic_id = $1, seq = $2, hash = $3, next_offset = $4"
                + " WHERE topic_id = $5 AND next_offset = $6 AND seq = $7")
        .execute(
            Tuple.from(
                List.of(to.topicId, to.seq, to.hash, to.next, from.topicId, from.next, from.seq)))
        .invoke(rows -> {
          if (rows.rowCount() == 0) {
            throw new Overtaken();
          }
        })
        .replaceWithVoid();
  }

  /** Another instance has already added the same. */
  static final class Overtaken extends RuntimeException {
    Overtaken() {
      super("another instance has added the same records to the tree", null, false, false);
    }
  }
}
