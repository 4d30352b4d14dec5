package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.repositories.mirror.MirrorEvent.MirrorSyncCancelled;
import dev.wharfinger.repositories.mirror.MirrorEvent.MirrorSyncRequested;
import dev.wharfinger.repositories.mirror.MirrorEvent.Place;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorChanged;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorCreated;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorRobotSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Projects mirrors into rows, with the permissions of their robots. */
public final class MirrorProjector implements Projector<MirrorEvent> {

  /** How often a synchronization is tried. */
  static final int TRIES = 3;

  private static final String INSERT =
      "repository_mirror (repository, "
          + String.join(", ", MirrorColumns.NAMES)
          + ", robot, status, retries)";

  private static final String CHANGE =
      "UPDATE repository_mirror SET "
          + IntStream.range(0, MirrorColumns.NAMES.size())
              .mapToObj(i -> MirrorColumns.NAMES.get(i) + " = $" + (i + 2))
              .collect(Collectors.joining(", "))
          + " WHERE repository = $1";

  private static final String PERMIT =
      """
      INSERT INTO repository_permission (id, repository, account, role) VALUES ($1, $2, $3, 'write')
      ON CONFLICT (repository, account) DO UPDATE SET role = excluded.role
      """;

  @Override
  public Class<MirrorEvent> events() {
    return MirrorEvent.class;
  }

  @Override
  public void project(MirrorEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case RepositoryMirrorCreated created -> {
        create(created, rows);
        permit(created.place(), created.robot(), created.permission(), rows);
      }
      case RepositoryMirrorChanged changed -> {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(changed.place().repository());
        values.addAll(MirrorColumns.values(changed.settings()));
        rows.update(CHANGE, values.toArray());
      }
      case RepositoryMirrorRobotSet set -> {
        rows.update(
            "UPDATE repository_mirror SET robot = $2 WHERE repository = $1",
            set.place().repository(),
            set.robot());
        permit(set.place(), set.robot(), set.permission(), rows);
      }
      case MirrorSyncRequested requested ->
          rows.update(
              "UPDATE repository_mirror SET status = 'SYNC_NOW', retries = $2"
                  + " WHERE repository = $1",
              requested.place().repository(),
              requested.retries());
      case MirrorSyncCancelled cancelled ->
          rows.update(
              "UPDATE repository_mirror SET status = 'CANCEL', retries = 0"
                  + " WHERE repository = $1",
              cancelled.place().repository());
    }
    MirrorLog.entry(event, metadata)
        .ifPresent(entry ->
            entry.about(event.place().repository()).on(event.place().namespace(), metadata, rows));
  }

  private static void create(RepositoryMirrorCreated created, Rows rows) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(created.place().repository());
    values.addAll(MirrorColumns.values(created.settings()));
    values.add(created.robot());
    values.add("NEVER_RUN");
    values.add(TRIES);
    rows.insert(INSERT, values.toArray());
    rows.update(
        "UPDATE repository SET state = 'MIRROR' WHERE id = $1", created.place().repository());
  }

  private static void permit(Place place, AccountId robot, @Nullable Long permission, Rows rows) {
    if (permission != null) {
      rows.update(PERMIT, permission, place.repository(), robot);
    }
  }
}
