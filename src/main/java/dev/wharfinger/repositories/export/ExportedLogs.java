package dev.wharfinger.repositories.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.records.log.LogList;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * Streams an export to anyone who has its address, for an hour. It is read from the log itself, so
 * users erased in the meantime are not in it. Source: contract neighbours 9.
 */
@Path("/exportedlogs")
public class ExportedLogs {

  private static final int CHUNK = 500;
  private static final int ID_LENGTH = 36;
  private static final String SELECT =
      """
      SELECT x.export_id, x.namespace, x.service_keys, x.starts, x.ends, n.name AS account,
             x.repository, p.name AS repository_name
      FROM log_export x JOIN namespace n ON n.id = x.namespace
      LEFT JOIN repository p ON p.id = x.repository
      WHERE x.export_id = $1 AND x.code_digest = $2
        AND x.finished IS NOT NULL AND x.finished > now() - interval '1 hour'
      """;

  @Inject Pool pool;
  @Inject LogList list;

  @GET
  @Path("{file}")
  @ApiOperation(summary = "Download an export of usage logs.")
  public RestMulti<byte[]> exportedLogs(@PathParam("file") String file) {
    return RestMulti.fromUniResponse(
        find(file), this::stream, _ -> Map.of("Content-Type", List.of("application/json")));
  }

  /** The address of an export. */
  static String address(Settings settings, MailCodes codes, UUID export, UUID code) {
    return "%s://%s/exportedlogs/%s-%s"
        .formatted(
            settings.preferredUrlScheme().name().toLowerCase(Locale.ROOT),
            settings.serverHostname(),
            export,
            codes.code(code));
  }

  private Uni<Row> find(String file) {
    return id(file)
        .map(id ->
            pool.preparedQuery(SELECT)
                .execute(Tuple.of(id, MailCodes.digestOf(file.substring(ID_LENGTH + 1))))
                .map(rows -> {
                  if (rows.size() == 0) {
                    throw notFound();
                  }
                  return OneRow.of(rows);
                }))
        .orElseGet(() -> Uni.createFrom().failure(notFound()));
  }

  private static Optional<UUID> id(String file) {
    try {
      return file.length() > ID_LENGTH && file.charAt(ID_LENGTH) == '-'
          ? Optional.of(UUID.fromString(file.substring(0, ID_LENGTH)))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static ApiException notFound() {
    return new ApiException(ApiError.notFound());
  }

  private Multi<byte[]> stream(Row export) {
    LogList.Wanted wanted =
        new LogList.Wanted(
            export.getOffsetDateTime("starts").toInstant(),
            export.getOffsetDateTime("ends").toInstant(),
            Optional.empty(),
            Optional.empty(),
            Instant.now());
    AtomicReference<Optional<LogList.After>> after = new AtomicReference<>(Optional.empty());
    Multi<byte[]> entries =
        Multi.createBy()
            .repeating()
            .uni(() ->
                slice(export, wanted, Objects.requireNonNull(after.get()))
                    .invoke(it -> after.set(it.last())))
            .whilst(slice -> slice.last().isPresent())
            .map(slice -> lines(slice.entries()));
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(head(export)),
            entries,
            Multi.createFrom().item(text("{\"terminator\": true}]}\n")));
  }

  private Uni<LogList.Slice> slice(
      Row export, LogList.Wanted wanted, Optional<LogList.After> after) {
    RepositoryId repository = RepositoryId.ofNullable(export.getLong("repository"));
    if (repository != null) {
      return list.sliceOfRepository(repository, wanted, after, CHUNK);
    }
    return list.slice(
        new AccountId(export.getLong("namespace")),
        export.getBoolean("service_keys"),
        wanted,
        after,
        CHUNK);
  }

  private static byte[] head(Row export) {
    ObjectNode details =
        JsonNodeFactory.instance
            .objectNode()
            .put("start_time", Dates.rfc2822(export.getOffsetDateTime("starts").toInstant()))
            .put("end_time", Dates.rfc2822(export.getOffsetDateTime("ends").toInstant()))
            .put("namespace", export.getString("account"))
            .put("repository", export.getString("repository_name"));
    return text(
        "{\"export_id\": \"%s\", \"details\": %s, \"logs\": [\n"
            .formatted(export.getUUID("export_id"), details));
  }

  private static byte[] lines(List<ObjectNode> entries) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (ObjectNode entry : entries) {
      lines.writeBytes(Json.line(entry));
      lines.write(',');
    }
    return lines.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
