package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.journal.TicketEvent.CounterSet;
import dev.wharfinger.platform.journal.TicketEvent.TicketOpened;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Commands of the tests' area. */
public final class Tickets {

  /** When everything in these tests happens. */
  public static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

  private Tickets() {}

  /** Why a ticket is not opened. */
  public record TitleTaken() implements Rejection {}

  /** Why somebody opens no ticket, whichever it is. */
  public record Barred() implements Rejection {
    @Override
    public boolean deniesCaller() {
      return true;
    }
  }

  /** An envelope of its own. */
  public static Envelope envelope() {
    return envelope(UUID.randomUUID(), null);
  }

  /** The envelope of a command that a client can repeat. */
  public static Envelope envelope(UUID commandId, @Nullable String fingerprint) {
    return new Envelope(commandId, fingerprint, UUID.randomUUID(), null, Actor.SERVICE, NOON);
  }

  /** The envelope of a command that came by a body of this length. */
  static Envelope envelope(int bytes) {
    return new Envelope(
        UUID.randomUUID(),
        null,
        UUID.randomUUID(),
        null,
        Actor.SERVICE,
        NOON,
        List.of(),
        Set.of(),
        bytes);
  }

  /** Opens a ticket; of two with one title the second is refused. */
  public record Open(String title, @Nullable Personal reporter) implements Command<Boolean> {

    /** Of nobody. */
    public Open(String title) {
      this(title, null);
    }

    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT 1 FROM ticket WHERE title = $1")
          .execute(Tuple.of(title))
          .map(rows -> rows.size() > 0);
    }

    @Override
    public Decision decide(Boolean taken, Ids ids) {
      long id = ids.next();
      return taken
          ? Decision.reject(new TitleTaken())
          : Decision.accept(new TicketOpened(id, title, reporter));
    }
  }

  /** Opens a ticket for one who is not barred. */
  public record Guarded(String title, boolean barred) implements Command<Boolean> {
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return Uni.createFrom().item(barred);
    }

    @Override
    public Decision decide(Boolean isBarred, Ids ids) {
      long id = ids.next();
      return isBarred
          ? Decision.reject(new Barred())
          : Decision.accept(new TicketOpened(id, title, null));
    }
  }

  /** Counts up by reading and writing: whoever decides on old rows loses a count. */
  public record Count() implements Command<Long> {
    @Override
    public Uni<Long> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT value FROM counter")
          .execute()
          .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Decision decide(Long value, Ids ids) {
      return Decision.accept(new CounterSet(value + 1));
    }
  }

  /** Lets something happen under the lock, after Kafka was asked for its end, then opens. */
  public record OpenAfter(String title, Supplier<Uni<?>> happening) implements Command<Boolean> {
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return happening.get().replaceWith(false);
    }

    @Override
    public Decision decide(Boolean taken, Ids ids) {
      return Decision.accept(new TicketOpened(ids.next(), title, null));
    }
  }

  /** A command with a programming mistake in its decision. */
  public record Broken() implements Command<Boolean> {
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return Uni.createFrom().item(true);
    }

    @Override
    public Decision decide(Boolean state, Ids ids) {
      throw new IndexOutOfBoundsException("a mistake");
    }
  }

  /** A command whose event no row can take, which Postgres says only later. */
  public record Unprojectable() implements Command<Boolean> {
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return Uni.createFrom().item(true);
    }

    @Override
    public Decision decide(Boolean state, Ids ids) {
      return Decision.accept(new TicketOpened(ids.next(), "unprojectable", null));
    }
  }
}
