package dev.wharfinger.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A repository with many tags, one a second, filled by SQL as registries report them. Every second
 * one was moved or deleted within the time machine.
 *
 * @param namespace of a name that is there
 * @param name of the repository, which is there
 */
record ManyTags(String namespace, String name, int tags) {

  void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = wharfinger");
      statement.execute(
          """
          INSERT INTO activity.tag_row (repository, name, at, event, digest, ends, is_index, layers_bytes)
          SELECT r.id, 'v1.' || i, now() - i * interval '1 second', 'bench-' || i,
                 'sha256:' || encode(sha256(i::text::bytea), 'hex'),
                 CASE i %% 2 WHEN 1 THEN now() - (i - 1) * interval '1 second' END, false, 1000 + i
          FROM generate_series(1, %d) i, repository r JOIN namespace n ON n.id = r.namespace
          WHERE n.name = '%s' AND r.name = '%s'
          """
              .formatted(tags, namespace, name));
      statement.execute("VACUUM ANALYZE activity.tag_row");
    }
  }

  /** Ways to look at it. */
  Map<String, String> views() {
    String all = "/api/v1/repository/%s/%s/tag/?limit=100".formatted(namespace, name);
    Map<String, String> views = new LinkedHashMap<>();
    views.put("first page", all);
    views.put("first page of what is alive", all + "&onlyActiveTags=true");
    views.put("tenth page", all + "&page=10");
    views.put("last page", all + "&page=" + tags / 100);
    views.put("one by its name", all + "&specificTag=v1." + tags / 2);
    views.put("names that contain a text", all + "&filter_tag_name=like:7");
    views.put("names that contain what none does", all + "&filter_tag_name=like:none");
    return views;
  }
}
