package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Set;

/**
 * A command that may lengthen a list that is returned as a whole: refused with 400 when the list
 * has reached the most that one answer may show. Existing entries can still be changed and removed.
 *
 * @param command the wrapped command
 * @param additions the events that make the list longer
 * @param list what the list contains, in the plural and with its owner
 * @param rows a query of the list's rows, without columns
 * @param owner the parameters of that query
 * @param most how many items there may be
 */
public record OneMore<S>(
    Command<S> command,
    Set<Class<? extends Event>> additions,
    String list,
    String rows,
    List<Object> owner,
    int most)
    implements Command<OneMore.State<S>> {

  @Bound(
      of =
          "list without pages: robots and auto-prune policies of an account; teams, applications"
              + " and default permissions of an organization; members of a team; permissions on"
              + " and authorized e-mail addresses and auto-prune policies of a repository; application-specific tokens and assigned tokens of a user",
      unit = "items",
      beyond = "400",
      test = "PageBytesApiTest.refusesTheFirstItemTooManyOfAListThatIsAnsweredWhole")
  public static final int MOST = 5_000;

  public OneMore {
    additions = Set.copyOf(additions);
    owner = List.copyOf(owner);
  }

  /** For a list of short items. */
  public OneMore(
      Command<S> command,
      Set<Class<? extends Event>> additions,
      String list,
      String rows,
      List<Object> owner) {
    this(command, additions, list, rows, owner, MOST);
  }

  /** What the decision needs. */
  public record State<S>(boolean full, S state) {}

  @Override
  public Set<String> touches() {
    return command.touches();
  }

  @Override
  public Uni<State<S>> load(SqlConnection connection) {
    Uni<Boolean> full =
        connection
            .preparedQuery(
                "SELECT count(*) >= %d FROM (%s LIMIT %d) listed".formatted(most, rows, most))
            .execute(Tuple.from(owner))
            .map(found -> found.iterator().next().getBoolean(0));
    return Uni.combine().all().unis(full, command.load(connection)).with(State::new);
  }

  @Override
  public Decision decide(State<S> state, Ids ids) {
    Decision decision = command.decide(state.state(), ids);
    return state.full()
            && decision instanceof Decision.Accepted(List<Event> events)
            && events.stream().anyMatch(event -> additions.contains(event.getClass()))
        ? Decision.reject(new RequestRejection.ListFull(most, list))
        : decision;
  }

  @Override
  public Decision decideAgain(State<S> state, Ids ids) {
    return command.decideAgain(state.state(), ids);
  }
}
