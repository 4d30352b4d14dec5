package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.RecordCodec;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.journal.SealedProjector;
import dev.wharfinger.platform.journal.SealedRecord;
import dev.wharfinger.platform.json.JsonFactories;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the history from what events mean to subscribers of the audit feed. A batch of records
 * costs two statements, and one more for each entity that ends with others.
 */
@Singleton
public final class HistoryProjector implements SealedProjector {

  private static final ObjectMapper JSON = JsonFactories.mapper();

  private static final String RECORDS =
      """
      INSERT INTO history_record (seq, time, actor, events)
      SELECT seq, time, actor, events
      FROM json_to_recordset(($1::text)::json)
        AS given (seq bigint, time timestamptz, actor jsonb, events text[])
      """;

  /** How many bits of a step are those of the change within its event. */
  static final int CHANGE_BITS = 20;

  @Override
  public void project(List<SealedRecord> records, RecordCodec codec, Rows rows) {
    ArrayNode told = JSON.createArrayNode();
    Changes changes = new Changes(codec, rows);
    for (SealedRecord record : records) {
      ObjectNode row = told.addObject().put("seq", record.seq()).put("time", record.time());
      row.set("actor", record.actor());
      ArrayNode names = row.putArray("events");
      long step = 0;
      for (SealedRecord.Told event : record.events()) {
        names.add(event.name());
        project(record.seq(), step, event.trail(), changes);
        step += 1L << CHANGE_BITS;
      }
    }
    rows.update(RECORDS, told.toString());
    changes.send();
  }

  private static void project(long seq, long firstStep, AuditTrail trail, Changes changes) {
    Long namespace = trail.account().map(account -> account.value()).orElse(null);
    long number = firstStep;
    for (AuditTrail.Step change : trail.steps()) {
      Moment moment = new Moment(seq, number++);
      switch (change) {
        case AuditTrail.Put put when HistoryKinds.isKept(put.entity().kind()) ->
            changes.put(put, namespace, moment);
        case AuditTrail.End end when HistoryKinds.isKept(end.entity().kind()) ->
            changes.end(end.entity(), moment);
        case AuditTrail.EndAll all -> endAll(all, moment, changes);
        case AuditTrail.Put _, AuditTrail.End _ -> {}
      }
    }
  }

  private static void endAll(AuditTrail.EndAll all, Moment moment, Changes changes) {
    Set<String> kinds =
        all.kinds().stream().filter(HistoryKinds::isKept).collect(Collectors.toSet());
    if (!kinds.isEmpty()) {
      changes.endAll(kinds, all.owners(), moment);
    }
  }

  /** A place in the journal: a record, and a change within it. */
  record Moment(long seq, long step) {}
}
