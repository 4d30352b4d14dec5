package dev.wharfinger.records.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.journal.RecordCodec;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.SubjectKeys;
import dev.wharfinger.records.feed.Shown;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is sealed in the history, as the audit feed shows it: personal data as they were,
 * secrets as digests, and of erased subjects nothing.
 */
@Singleton
class HistoryDocuments {

  private static final ObjectMapper JSON = JsonFactories.mapper();

  private final Pool pool;
  private final SubjectKeys keys;
  private final MasterKeys masters;

  @Inject
  HistoryDocuments(Pool pool, SubjectKeys keys, MasterKeys masters) {
    this.pool = pool;
    this.keys = keys;
    this.masters = masters;
  }

  /** A column with a JSON object; null where there is none. */
  static @Nullable ObjectNode read(Row row, String column) {
    String text = row.getString(column);
    try {
      return text == null ? null : (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row has no JSON object in " + column, e);
    }
  }

  /** What shows the sealed values of some documents. */
  Uni<Shown> shownFor(Collection<? extends JsonNode> documents) {
    return keysFor(documents).map(this::shown);
  }

  /** What opens the sealed values of some documents. */
  Uni<OpenedValues> openedFor(Collection<? extends JsonNode> documents) {
    return keysFor(documents).map(OpenedValues::new);
  }

  private Uni<Map<UUID, SecretKey>> keysFor(Collection<? extends JsonNode> documents) {
    Set<UUID> needed = new HashSet<>();
    documents.forEach(document -> needed.addAll(RecordCodec.keysOf(document)));
    return needed.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : erased(needed)
            .flatMap(erased -> {
              needed.removeAll(erased);
              return keys.find(needed);
            });
  }

  private Shown shown(Map<UUID, SecretKey> found) {
    return new Shown(new HashMap<>(found), masters.keys(KeyPurpose.AUDIT_DIGESTS).current(), true);
  }

  /** An erased subject is not shown any more, even where its key has not been destroyed yet. */
  private Uni<Set<UUID>> erased(Set<UUID> subjects) {
    return pool.preparedQuery("SELECT subject_key FROM erased_subject WHERE subject_key = ANY($1)")
        .execute(Tuple.of(subjects.toArray(UUID[]::new)))
        .map(rows -> {
          Set<UUID> erased = new HashSet<>();
          rows.forEach(row -> erased.add(row.getUUID(0)));
          return erased;
        });
  }

  /** A document as clients see it. */
  static ObjectNode show(Shown shown, ObjectNode document) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    document
        .properties()
        .forEach(field -> fields.set(field.getKey(), shown.show(field.getKey(), field.getValue())));
    return fields;
  }

  /** Who wrote a record, as clients see it. */
  static ObjectNode actor(Shown shown, ObjectNode actor) {
    ObjectNode seen = show(shown, actor);
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.set("account", seen.get("account"));
    view.set("name", seen.get("name"));
    view.set("address", seen.get("address"));
    view.set("user_agent", seen.get("userAgent"));
    view.set("token", seen.get("token"));
    view.set("client_id", seen.get("clientId"));
    view.set("application", seen.get("application"));
    return view;
  }
}
