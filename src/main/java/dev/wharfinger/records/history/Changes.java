package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.RecordCodec;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.records.history.HistoryProjector.Moment;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Changes of entities that are written together. What was before them is read by the statements
 * that write them; of several changes of one entity each repeats those before it.
 */
final class Changes {

  private static final ObjectMapper JSON = JsonFactories.mapper();

  /** Stands for the number of a record that is yet to come. */
  static final String FOREVER = "9223372036854775807";

  /** The last state of an entity, at the end of all records so far. */
  private static final String LAST =
      """
      LATERAL (SELECT v.born, v.namespace, v.owners, v.document FROM history_version v
        WHERE v.entity = given.entity ORDER BY v.seq DESC, v.step DESC LIMIT 1) last\
      """;

  private static final String PUT =
      """
      WITH made AS (
        INSERT INTO history_version (entity, seq, step, born, namespace, owners, document)
        SELECT given.entity, given.seq, given.step,
          CASE WHEN last.document IS NULL THEN given.born ELSE last.born END,
          CASE WHEN last.document IS NULL THEN given.namespace ELSE last.namespace END,
          CASE WHEN last.document IS NULL THEN given.owners ELSE last.owners END,
          coalesce(last.document, '{}') || given.document
        FROM json_to_recordset(($1::text)::json) AS given (entity text, seq bigint, step bigint,
          born bigint, namespace bigint, owners bigint[], document jsonb)
        LEFT JOIN %1$s ON true
        RETURNING entity, seq, born, owners)
      INSERT INTO history_part (owner, to_seq, entity, from_seq)
      SELECT owner, %2$s, entity, born FROM made, unnest(owners) owner WHERE seq = born
      ON CONFLICT DO NOTHING
      """
          .formatted(LAST, FOREVER);

  private static final String NAME =
      """
      INSERT INTO history_name (owner, kind, name, seq, entity)
      SELECT owner, kind, name, seq, entity FROM json_to_recordset(($1::text)::json)
        AS given (owner bigint, kind text, name text, seq bigint, entity text)
      ON CONFLICT DO NOTHING
      """;

  private static final String END =
      """
      was AS (
        SELECT given.entity, given.seq, given.step, last.born, last.namespace, last.owners,
          CASE split_part(given.entity, '/', 1)
            WHEN 'account' THEN lower(last.document ->> 'kind')
            WHEN 'team' THEN 'team' WHEN 'repository' THEN 'repository' END AS kind
        FROM given JOIN %1$s ON last.document IS NOT NULL),
      gone AS (
        INSERT INTO history_version (entity, seq, step, born, namespace, owners, document)
        SELECT entity, seq, step, born, namespace, owners, NULL FROM was
        RETURNING entity, seq, owners),
      named AS (
        INSERT INTO history_end (entity, seq, born, namespace, kind, by_itself)
        SELECT was.entity, was.seq, was.born, was.namespace, was.kind,
          was.entity = 'account/' || was.namespace OR NOT EXISTS (
            SELECT FROM was owner WHERE owner.entity = 'account/' || was.namespace)
        FROM was WHERE was.kind IS NOT NULL ON CONFLICT DO NOTHING)
      UPDATE history_part part SET to_seq = gone.seq FROM gone, unnest(gone.owners) of
      WHERE part.owner = of AND part.to_seq = %2$s AND part.entity = gone.entity
      """
          .formatted(LAST, FOREVER);

  private static final String END_EACH =
      """
      WITH given AS (SELECT * FROM json_to_recordset(($1::text)::json)
        AS given (entity text, seq bigint, step bigint)),
      """
          + END;

  /**
   * Ends an entity, if $3 names one, or all entities of some kinds that are part of $4 and, unless
   * it is null, $6; with all that is part of them.
   */
  private static final String END_ALL =
      """
      WITH RECURSIVE ended (entity) AS (
        (SELECT $3::text AS entity WHERE $3::text IS NOT NULL
        UNION ALL
        SELECT part.entity FROM history_part part
        WHERE part.owner = $4::bigint AND part.to_seq = %1$s
          AND split_part(part.entity, '/', 1) = ANY($5::text[])
          AND ($6::bigint IS NULL OR EXISTS (SELECT FROM history_part other
            WHERE other.owner = $6 AND other.to_seq = %1$s AND other.entity = part.entity)))
        UNION
        SELECT part.entity FROM ended JOIN history_part part ON part.to_seq = %1$s
          AND part.owner = ANY(CASE
            WHEN starts_with(ended.entity, 'account/')
              THEN ARRAY[split_part(ended.entity, '/', 2)::bigint, -split_part(ended.entity, '/', 2)::bigint]
            WHEN split_part(ended.entity, '/', 1) = ANY($7::text[])
              THEN ARRAY[split_part(ended.entity, '/', 2)::bigint] END)),
      given AS (SELECT entity, $1::bigint AS seq, $2::bigint AS step FROM ended),
      """
              .formatted(FOREVER)
          + END;

  private static final String[] OWNERS =
      HistoryKinds.OWNERS.stream().sorted().toArray(String[]::new);

  /**
   * An entity that was changed by what is not sent yet.
   *
   * @param namespace of the entity if its life begins here
   * @param owners likewise
   * @param born the record with which its life begins then
   */
  private record Begun(
      @Nullable Long namespace, Set<Long> owners, long born, ObjectNode document) {}

  private final RecordCodec codec;
  private final Rows rows;
  private final Map<String, Begun> begun = new HashMap<>();
  private final Set<String> ended = new TreeSet<>();
  private ArrayNode puts = JSON.createArrayNode();
  private ArrayNode names = JSON.createArrayNode();
  private ArrayNode ends = JSON.createArrayNode();

  Changes(RecordCodec codec, Rows rows) {
    this.codec = codec;
    this.rows = rows;
  }

  /** Sets fields of an entity and keeps its others. */
  void put(AuditTrail.Put put, @Nullable Long namespace, Moment moment) {
    String entity = put.entity().name();
    if (ended.contains(entity)) {
      send();
    }
    Begun state =
        begun.computeIfAbsent(
            entity,
            _ ->
                new Begun(
                    namespace, owners(put, namespace), moment.seq(), JSON.createObjectNode()));
    put.fields()
        .forEach((field, value) -> {
          if (put.isMerged(field)) {
            throw new IllegalStateException("a merged field has no history: " + field);
          }
          state.document().set(field, codec.sealed(value));
        });
    ObjectNode row = row(puts, entity, moment);
    row.put("born", state.born()).put("namespace", state.namespace());
    ArrayNode owners = row.putArray("owners");
    state.owners().forEach(owners::add);
    row.set("document", state.document().deepCopy());
    if (namespace != null && HistoryKinds.NAMED.contains(put.entity().kind())) {
      name(put, entity, namespace, moment);
    }
  }

  /** Those of whom the entity is part; an account is not part of itself. */
  private static Set<Long> owners(AuditTrail.Put put, @Nullable Long namespace) {
    Set<Long> owners = new TreeSet<>();
    put.owners().forEach(owner -> owners.add(number(owner)));
    if (namespace != null && !put.entity().name().equals(HistoryKinds.ACCOUNT + "/" + namespace)) {
      owners.add(-namespace);
    }
    return owners;
  }

  /** The number of an owner: its id, which is negative for an account as a namespace. */
  private static long number(AuditTrail.Entity entity) {
    long id = Long.parseLong(entity.id().toString());
    return entity.kind().equals(HistoryKinds.NAMESPACE) ? -id : id;
  }

  private void name(AuditTrail.Put put, String entity, long namespace, Moment moment) {
    JsonNode name = codec.sealed(put.fields().get("name"));
    if (name.isTextual()) {
      boolean own = entity.equals(HistoryKinds.ACCOUNT + "/" + namespace);
      names
          .addObject()
          .put("owner", own ? 0 : namespace)
          .put("kind", put.entity().kind())
          .put("name", name.textValue())
          .put("seq", moment.seq())
          .put("entity", entity);
    }
  }

  /** Ends an entity with all that is part of it. */
  void end(AuditTrail.Entity entity, Moment moment) {
    if (HistoryKinds.OWNERS.contains(entity.kind())) {
      endAll(moment, entity.name(), null, Set.of(), null);
      return;
    }
    if (!ended.add(entity.name())) {
      send();
      ended.add(entity.name());
    }
    var _ = row(ends, entity.name(), moment);
  }

  /** Ends all entities of these kinds that are part of each of the owners. */
  void endAll(Set<String> kinds, List<AuditTrail.Entity> owners, Moment moment) {
    Set<Long> ids = new LinkedHashSet<>();
    owners.reversed().forEach(owner -> ids.add(number(owner)));
    if (ids.size() > 2) {
      throw new IllegalStateException("entities of more than two owners end together");
    }
    List<Long> both = List.copyOf(ids);
    endAll(moment, null, both.getFirst(), kinds, both.size() == 2 ? both.getLast() : null);
  }

  private void endAll(
      Moment moment,
      @Nullable String entity,
      @Nullable Long owner,
      Set<String> kinds,
      @Nullable Long other) {
    send();
    rows.updateIfPresent(
        END_ALL,
        moment.seq(),
        moment.step(),
        entity,
        owner,
        kinds.stream().sorted().toArray(String[]::new),
        other,
        OWNERS);
  }

  private static ObjectNode row(ArrayNode all, String entity, Moment moment) {
    return all.addObject()
        .put("entity", entity)
        .put("seq", moment.seq())
        .put("step", moment.step());
  }

  /** Sends what was collected, in order. */
  void send() {
    if (!puts.isEmpty()) {
      rows.updateIfPresent(PUT, puts.toString());
    }
    if (!names.isEmpty()) {
      rows.updateIfPresent(NAME, names.toString());
    }
    if (!ends.isEmpty()) {
      rows.updateIfPresent(END_EACH, ends.toString());
    }
    puts = JSON.createArrayNode();
    names = JSON.createArrayNode();
    ends = JSON.createArrayNode();
    begun.clear();
    ended.clear();
  }
}
