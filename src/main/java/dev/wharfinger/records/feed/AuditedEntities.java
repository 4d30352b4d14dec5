package dev.wharfinger.records.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.journal.RecordCodec;
import dev.wharfinger.platform.json.JsonFactories;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last published state of the entities that a stretch of the journal touches. Personal data and
 * secrets stay sealed here and in the rows.
 */
final class AuditedEntities {

  private static final ObjectMapper JSON = JsonFactories.mapper();
  private static final String SELECT =
      "SELECT name, namespace, hangs_on, fields FROM vault.audit_entity WHERE ";

  /**
   * An entity as last published.
   *
   * @param name its kind and ids, with slashes
   * @param namespace the account that it belongs to; null for one that belongs to the registry
   * @param parents the entities whose end also ends this one
   */
  record Entity(String name, @Nullable Long namespace, Set<String> parents, ObjectNode fields) {

    String kind() {
      return name.split("/", 2)[0];
    }
  }

  /**
   * The state needed before a stretch can be published.
   *
   * @param groups sets of owners; of each, all entities that depend on every owner in it
   */
  record Needs(Set<String> names, Set<Set<String>> groups) {}

  private final Map<String, Entity> known = new TreeMap<>();
  private final Set<String> put = new HashSet<>();
  private final Set<String> ended = new HashSet<>();

  Optional<Entity> find(String name) {
    return Optional.ofNullable(known.get(name));
  }

  void put(Entity entity) {
    known.put(entity.name(), entity);
    put.add(entity.name());
    ended.remove(entity.name());
  }

  /** Removes an entity and all that depend on it, including those not loaded here. */
  void end(String name) {
    forget(name);
    String id = name.substring(name.indexOf('/') + 1);
    for (String anchor : List.of(name, name.replaceFirst("^account/.*$", "namespace/" + id))) {
      List.copyOf(known.values()).stream()
          .filter(one -> one.parents().contains(anchor))
          .forEach(one -> forget(one.name()));
    }
  }

  private void forget(String name) {
    known.remove(name);
    put.remove(name);
    ended.add(name);
  }

  /** The entities of these kinds that depend on every named one. */
  List<Entity> childrenOf(Collection<String> anchors, Set<String> kinds) {
    return known.values().stream()
        .filter(one -> kinds.contains(one.kind()) && one.parents().containsAll(anchors))
        .toList();
  }

  /** The ids of the keys needed for their sealed fields. */
  Set<UUID> keys() {
    return known.values().stream()
        .flatMap(one -> RecordCodec.keysOf(one.fields()).stream())
        .collect(Collectors.toSet());
  }

  /** Loads what is needed, and the accounts that it belongs to. */
  static Uni<AuditedEntities> load(SqlConnection connection, Needs needs) {
    AuditedEntities entities = new AuditedEntities();
    return withFullSearch(connection)
        .flatMap(_ -> entities.select(connection, "name = ANY($1)", needs.names()))
        .flatMap(_ ->
            Multi.createFrom()
                .iterable(needs.groups())
                .onItem()
                .transformToUniAndConcatenate(
                    group -> entities.select(connection, "hangs_on @> $1", group))
                .collect()
                .asList())
        .flatMap(_ -> entities.select(connection, "name = ANY($1)", entities.accounts()))
        .replaceWith(entities);
  }

  /** The service's connections normally disable the one scan type that can use this index. */
  private static Uni<Void> withFullSearch(SqlConnection connection) {
    return connection.query("SET LOCAL enable_bitmapscan = on").execute().replaceWithVoid();
  }

  private Set<String> accounts() {
    return known.values().stream()
        .flatMap(one -> Stream.ofNullable(one.namespace()))
        .map(namespace -> "account/" + namespace)
        .filter(account -> !known.containsKey(account))
        .collect(Collectors.toSet());
  }

  private Uni<Void> select(SqlConnection connection, String condition, Set<String> names) {
    return names.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(SELECT + condition)
            .execute(Tuple.of(names.toArray(String[]::new)))
            .invoke(this::take)
            .replaceWithVoid();
  }

  private void take(RowSet<Row> rows) {
    for (Row row : rows) {
      try {
        JsonNode fields = JSON.readTree(row.getJsonObject(3).encode());
        known.put(
            row.getString(0),
            new Entity(
                row.getString(0),
                row.getLong(1),
                Set.of(row.getArrayOfStrings(2)),
                (ObjectNode) fields));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Stores the changed state. */
  Uni<Void> store(SqlConnection connection) {
    Set<String> anchors = new HashSet<>(ended);
    ended.stream()
        .filter(name -> name.startsWith("account/"))
        .forEach(name -> anchors.add("namespace/" + name.substring(name.indexOf('/') + 1)));
    Map<String, Tuple> rows = new HashMap<>();
    for (String name : put) {
      Entity entity = Objects.requireNonNull(known.get(name));
      rows.put(
          name,
          Tuple.of(
              name,
              entity.namespace(),
              entity.parents().toArray(String[]::new),
              new JsonObject(entity.fields().toString())));
    }
    return withFullSearch(connection)
        .flatMap(_ ->
            ended.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                    .preparedQuery(
                        "DELETE FROM vault.audit_entity"
                            + " WHERE name = ANY($1) OR hangs_on && $2")
                    .execute(Tuple.of(ended.toArray(String[]::new), anchors.toArray(String[]::new)))
                    .replaceWithVoid())
        .flatMap(_ ->
            rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                    .preparedQuery(
                        "INSERT INTO vault.audit_entity (name, namespace, hangs_on, fields)"
                            + " VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET"
                            + " namespace = excluded.namespace, hangs_on = excluded.hangs_on,"
                            + " fields = excluded.fields")
                    .executeBatch(List.copyOf(rows.values()))
                    .replaceWithVoid());
  }
}
