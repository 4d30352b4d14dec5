package dev.wharfinger.accounts.restoration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.records.history.DeletedStateView.Was;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What clients are told of something that was restored, or would be. */
@Singleton
class RestorationView {

  private static final ObjectMapper JSON = JsonFactories.mapper();

  /** $1 what was restored: what the records of its present life say. */
  private static final String ANSWERS =
      """
      SELECT r.seq, r.answer::text AS answer FROM restoration r
      WHERE r.entity = $1 AND r.seq > coalesce((
        SELECT e.seq FROM history_end e WHERE e.entity = $1 ORDER BY e.seq DESC LIMIT 1), 0)
      ORDER BY r.seq, r.ordinal
      """;

  private final Pool pool;

  @Inject
  RestorationView(Pool pool) {
    this.pool = pool;
  }

  /** What was restored and is there now. */
  Uni<ObjectNode> now(Restorations.Wanted wanted, Was was) {
    return pool.preparedQuery(ANSWERS)
        .execute(Tuple.of(was.name()))
        .map(rows -> {
          List<ObjectNode> answers = new ArrayList<>();
          Long first = null;
          for (Row row : rows) {
            first = first == null ? row.getLong("seq") : first;
            answers.add(read(row.getString("answer")));
          }
          return of(wanted, was.id(), answers).put("restored_seq", first);
        });
  }

  /** What some events say together. */
  ObjectNode of(Restorations.Wanted wanted, long id, List<ObjectNode> answers) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("kind", wanted.word())
        .put(
            "name",
            switch (wanted.kind()) {
              case ORGANIZATION -> wanted.name();
              case ROBOT -> wanted.namespace() + "+" + wanted.name();
              case TEAM, REPOSITORY -> wanted.namespace() + "/" + wanted.name();
            })
        .put("id", id)
        .put("seq", answers.isEmpty() ? null : answers.getFirst().path("seq").asLong())
        .putNull("restored_seq");
    ObjectNode restored = view.putObject("restored");
    ArrayNode leftOut = view.putArray("left_out");
    ArrayNode secrets = view.putArray("secrets_renewed");
    for (ObjectNode answer : answers) {
      answer
          .path("restored")
          .properties()
          .forEach(each ->
              restored.put(
                  each.getKey(), restored.path(each.getKey()).asLong() + each.getValue().asLong()));
      answer.path("left_out").forEach(leftOut::add);
      answer.path("secrets_renewed").forEach(secrets::add);
    }
    return view;
  }

  private static ObjectNode read(String answer) {
    try {
      return (ObjectNode) JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row has no JSON object", e);
    }
  }
}
