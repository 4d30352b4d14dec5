package dev.wharfinger.accounts.restoration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.restoration.RestorationEvent.LeftOut;
import dev.wharfinger.accounts.restoration.RestorationEvent.Reason;
import dev.wharfinger.accounts.restoration.RestorationEvent.RepositoryRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.RobotRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.TeamRestored;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.history.DeletedStateView;
import dev.wharfinger.records.history.DeletedStateView.Past;
import dev.wharfinger.records.history.DeletedStateView.Was;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Restores a team, robot or repository in its namespace, or an organization.
 *
 * @param name within the namespace; for an organization, its own
 * @param past what there was; empty if nothing of that name was ever deleted
 * @param content the same as the event tells it, with secrets made anew
 * @param newKey of an organization's personal data
 * @param strict whether nothing may be left out
 */
record Restoration(
    Kind kind,
    String namespace,
    String name,
    Caller.User caller,
    Optional<Past> past,
    Optional<RestoredContent> content,
    UUID newKey,
    boolean strict)
    implements Command<RestorationState> {

  /** What can be restored, with the table that has its names now. */
  enum Kind {
    ORGANIZATION("SELECT FROM namespace WHERE name = $2 AND $1 = 0", "namespace"),
    ROBOT("SELECT FROM robot WHERE owner = $1 AND short_name = $2", "namespace"),
    TEAM("SELECT FROM team WHERE organization = $1 AND name = $2", "team"),
    REPOSITORY("SELECT FROM repository WHERE namespace = $1 AND name = $2", "repository");

    private final String taken;
    private final String table;

    Kind(String taken, String table) {
      this.taken = taken;
      this.table = table;
    }

    /** $1 the namespace, $2 the name, $3 the id: whether either is in use. */
    String select() {
      return "SELECT EXISTS (%s), EXISTS (SELECT FROM %s WHERE id = $3)".formatted(taken, table);
    }
  }

  @Override
  public Uni<RestorationState> load(SqlConnection connection) {
    return read(connection);
  }

  /** What the decision needs, from any connection. */
  Uni<RestorationState> read(SqlClient database) {
    Uni<Place> place =
        kind == Kind.ORGANIZATION
            ? Uni.createFrom().item(Place.NONE)
            : Place.load(database, namespace, caller);
    return place.flatMap(found -> {
      long within = found.id();
      long id = past.map(it -> it.state().id()).orElse(0L);
      Uni<Present> present =
          past.isEmpty()
              ? Uni.createFrom().item(Present.NOTHING)
              : Present.load(database, past.get().namespace(), content.orElseThrow());
      return database
          .preparedQuery(kind.select())
          .execute(Tuple.of(within, name, id))
          .map(OneRow::of)
          .flatMap(row ->
              Uni.combine()
                  .all()
                  .unis(present, Unfinished.of(database, id))
                  .with((there, unfinished) ->
                      new RestorationState(
                          found, row.getBoolean(0), row.getBoolean(1), unfinished, there)));
    });
  }

  @Override
  public Decision decide(RestorationState state, Ids ids) {
    return decide(state, ids::next);
  }

  /** Decides with ids from anywhere. */
  Decision decide(RestorationState state, LongSupplier ids) {
    if (!state.place().permits(caller)) {
      return Decision.reject(caller.denial());
    }
    if (past.isPresent() && state.unfinished().equals(Optional.of(past.get().seq()))) {
      // The repositories that are left follow in records of their own.
      return Decision.accept();
    }
    if (state.nameTaken()) {
      return Decision.reject(new RestorationRejection.NameTaken(name));
    }
    if (past.isEmpty()
        || (kind != Kind.ORGANIZATION && past.get().namespace() != state.place().id())) {
      return Decision.reject(CommonRejection.NOT_FOUND);
    }
    if (state.idTaken()) {
      return Decision.reject(RestorationRejection.Simple.IS_THERE);
    }
    if (past.get().parts().size() > DeletedStateView.MOST_PARTS) {
      return Decision.reject(RestorationRejection.Simple.TOO_LARGE);
    }
    Survivors survivors = Survivors.of(content.orElseThrow(), state.present(), ids);
    Optional<LeftOut> first = survivors.firstLeftOut();
    return strict && first.isPresent()
        ? Decision.reject(
            new RestorationRejection.Incomplete(first.get(), survivors.leftOut().size()))
        : Decision.accept(events(state.place(), past.get(), survivors));
  }

  private List<RestorationEvent> events(Place place, Past was, Survivors survivors) {
    long id = was.state().id();
    AccountId owner = new AccountId(was.namespace());
    RestoredContent content = survivors.content();
    List<LeftOut> leftOut = new ArrayList<>(secrets(was));
    leftOut.addAll(survivors.leftOut());
    return switch (kind) {
      case TEAM ->
          List.of(new TeamRestored(owner, new TeamId(id), name, was.seq(), content, leftOut));
      case ROBOT ->
          List.of(new RobotRestored(owner, new AccountId(id), name, was.seq(), content, leftOut));
      case REPOSITORY ->
          List.of(
              new RepositoryRestored(
                  owner,
                  new Personal.Known(namespace, place.key()),
                  new RepositoryId(id),
                  name,
                  was.seq(),
                  content,
                  leftOut));
      case ORGANIZATION -> OrganizationParts.events(was, newKey, survivors);
    };
  }

  /**
   * What has secrets of somebody else, which nobody can make anew: a proxy cache comes back without
   * its credentials, a notification of a repository, whose receiver is one, and a mirror not at
   * all.
   */
  static List<LeftOut> secrets(Past was) {
    List<LeftOut> lost = new ArrayList<>();
    for (Was it : was.parts()) {
      ObjectNode of = it.document();
      if (it.kind().equals("repository-notification")) {
        lost.add(
            new LeftOut(it.name(), "notification", of.path("title").asText(""), Reason.SECRET));
      } else if (it.kind().equals("repository-mirror")) {
        lost.add(new LeftOut(it.name(), "mirror", of.path("reference").asText(""), Reason.SECRET));
      } else if (it.kind().equals("proxy-cache")
          && (has(of.path("username")) || has(of.path("password")))) {
        lost.add(
            new LeftOut(
                it.name(), "credentials", of.path("upstreamRegistry").asText(), Reason.SECRET));
      }
    }
    return lost;
  }

  private static boolean has(JsonNode value) {
    return !value.isNull() && !value.isMissingNode();
  }
}
