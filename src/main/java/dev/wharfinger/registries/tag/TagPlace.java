package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The repository of a tag, for what the service does with tags itself.
 *
 * @param expiration what the tag was told of its end
 * @param immutability to what it is set immutably
 */
record TagPlace(
    RepositoryId repository,
    String name,
    AccountId account,
    Personal namespace,
    Optional<Expiration> expiration,
    Optional<Immutability> immutability) {

  private static final String SELECT =
      """
      SELECT r.id, r.name, n.id AS account, n.name AS namespace, n.subject_key, x.starts, x.expires,
             i.digest, i.overwritten
      FROM repository r JOIN namespace n ON n.id = r.namespace
      LEFT JOIN tag_expiration x ON x.repository = r.id AND x.tag = $2
      LEFT JOIN tag_immutability i ON i.repository = r.id AND i.tag = $2
      WHERE r.id = $1
      """;

  /** An expiration of what the tag is set to since a time. */
  record Expiration(Instant starts, Instant expires) {}

  /**
   * What a tag is immutable with.
   *
   * @param overwritten whether it is to be put back
   */
  record Immutability(String digest, boolean overwritten) {}

  /** Whether the tag is immutable when it is set to this. */
  boolean isImmutable(String digest) {
    return immutability.filter(it -> it.digest().equals(digest)).isPresent();
  }

  /** Empty if the repository is gone. */
  static Uni<Optional<TagPlace>> load(
      SqlConnection connection, RepositoryId repository, String tag) {
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(repository.value(), tag))
        .map(rows -> OneRow.optional(rows).map(TagPlace::of));
  }

  private static TagPlace of(Row row) {
    String digest = row.getString("digest");
    OffsetDateTime starts = row.getOffsetDateTime("starts");
    return new TagPlace(
        new RepositoryId(row.getLong("id")),
        row.getString("name"),
        new AccountId(row.getLong("account")),
        new Personal.Known(row.getString("namespace"), row.getUUID("subject_key")),
        starts == null
            ? Optional.empty()
            : Optional.of(
                new Expiration(starts.toInstant(), row.getOffsetDateTime("expires").toInstant())),
        digest == null
            ? Optional.empty()
            : Optional.of(new Immutability(digest, row.getBoolean("overwritten"))));
  }
}
