package dev.wharfinger.registries.tag;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Features;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How often tags and manifests were pulled, by what registries reported. Source: contract
 * repositories 1.7.
 */
@Singleton
class PullStatistics {

  private static final String OF_TAG =
      "SELECT pulls, last_pull FROM activity.tag WHERE repository = $1 AND name = $2";

  private static final String OF_MANIFEST =
      "SELECT pulls, last_pull FROM activity.manifest WHERE repository = $1 AND digest = $2";

  private final Pool pool;
  private final boolean on;

  @Inject
  PullStatistics(Pool pool, Features features) {
    this.pool = pool;
    this.on = features.featureImagePullStats();
  }

  /** Without FEATURE_IMAGE_PULL_STATS nothing is counted. */
  void requireOn() {
    if (!on) {
      throw ApiException.notFound();
    }
  }

  /** Of a living tag, and of the manifest that it is set to. */
  Uni<ObjectNode> ofTag(RepositoryId repository, String tag, String digest) {
    return find(OF_TAG, repository, tag)
        .flatMap(own ->
            find(OF_MANIFEST, repository, digest)
                .map(manifest -> {
                  ObjectNode view = JsonNodeFactory.instance.objectNode().put("tag_name", tag);
                  own.show(view, "tag_pull_count", "last_tag_pull_date");
                  view.put("current_manifest_digest", digest);
                  manifest.show(view, "manifest_pull_count", "last_manifest_pull_date");
                  return view;
                }));
  }

  /** Of a living manifest. */
  Uni<ObjectNode> ofManifest(RepositoryId repository, String digest) {
    return find(OF_MANIFEST, repository, digest)
        .map(manifest -> {
          ObjectNode view = JsonNodeFactory.instance.objectNode().put("manifest_digest", digest);
          manifest.show(view, "manifest_pull_count", "last_manifest_pull_date");
          return view;
        });
  }

  private Uni<Pulls> find(String select, RepositoryId repository, String what) {
    return pool.preparedQuery(select)
        .execute(Tuple.of(repository.value(), what))
        .map(rows -> OneRow.optional(rows).map(Pulls::of).orElse(Pulls.NONE));
  }

  private record Pulls(long count, @Nullable OffsetDateTime last) {

    /** Of what no registry reported, such as a manifest of an index that was pushed elsewhere. */
    static final Pulls NONE = new Pulls(0, null);

    static Pulls of(Row row) {
      return new Pulls(row.getLong("pulls"), row.getOffsetDateTime("last_pull"));
    }

    void show(ObjectNode view, String number, String date) {
      view.put(number, count).put(date, last == null ? null : Dates.rfc2822(last.toInstant()));
    }
  }
}
