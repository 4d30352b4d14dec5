package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.app.cli.Address.Misuse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Usage logs. Source: contract neighbours 9, superuser 5. */
@Command(
    name = "logs",
    description = {
      "Show usage logs.",
      "The log of an organization (acme), of a repository (acme/web), of everybody (--all, for",
      "superusers) or your own: the newest entries first, by default those of the last day. With",
      "--follow the last ones are shown in the order of time, and then each new one as it comes."
    })
final class LogsCommand implements Runnable {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy");
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int LAST = 20;

  @ParentCommand Cli cli;

  @Parameters(
      paramLabel = "ORG[/REPOSITORY]",
      arity = "0..1",
      description = "by default, your own log")
  @Nullable String of;

  @Option(names = "--all", description = "the log of everybody")
  boolean all;

  @Option(
      names = {"-f", "--follow"},
      description = "go on until Ctrl-C")
  boolean follow;

  @Option(names = "--since", paramLabel = "DATE", description = "as 2026-03-01, in UTC")
  @Nullable LocalDate since;

  @Option(names = "--until", paramLabel = "DATE", description = "the last day that counts")
  @Nullable LocalDate until;

  @Option(names = "--performer", paramLabel = "NAME", description = "whose acts to show")
  @Nullable String performer;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "at most so many entries; with --follow, of the past")
  @Nullable Integer limit;

  @Override
  public void run() {
    if (all && of != null) {
      throw new Misuse("Either --all, or " + of + ".");
    }
    if (performer != null && (all || (of != null && of.contains("/")))) {
      throw new Misuse("--performer is for the log of an organization, or your own.");
    }
    if (limit != null && limit < 0) {
      throw new Misuse("--limit takes no number below 0.");
    }
    if (follow && (since != null || until != null)) {
      throw new Misuse("--follow goes on from now; it takes neither --since nor --until.");
    }
    try (Client client = cli.connect()) {
      Pages pages = new Pages(client, path(), query(), "logs");
      Output output = cli.output();
      Table table =
          all
              ? output.table("TIME", "KIND", "ACCOUNT", "BY", "FROM", "DETAILS")
              : output.table("TIME", "KIND", "BY", "FROM", "DETAILS");
      if (follow) {
        follow(pages, output, table);
      } else {
        output.list(pages, limit == null ? Long.MAX_VALUE : limit, _ -> {}, table, this::row);
      }
    }
  }

  private String path() {
    if (all) {
      return "/api/v1/superuser/logs";
    }
    if (of == null) {
      return "/api/v1/user/logs";
    }
    String root = of.contains("/") ? "/api/v1/repository" : OrgCommand.ROOT;
    return Address.path(root, of, "logs");
  }

  private Map<String, @Nullable String> query() {
    Map<String, @Nullable String> query = new LinkedHashMap<>();
    query.put("starttime", since == null ? null : DATE.format(since));
    query.put("endtime", until == null ? null : DATE.format(until));
    query.put("performer", performer);
    return query;
  }

  private List<String> row(JsonNode entry) {
    List<String> row = new ArrayList<>();
    row.add(LogFollower.time(entry).toString());
    row.add(Json.text(entry.path("kind")));
    if (all) {
      row.add(Json.text(entry.at("/namespace/name")));
    }
    row.add(Json.text(entry.at("/performer/name")));
    row.add(Json.text(entry.path("ip")));
    row.add(Json.pairs(entry.path("metadata")));
    return row;
  }

  /** Until somebody ends it; a service that does not answer is asked again after growing waits. */
  private void follow(Pages pages, Output output, Table table) {
    LogFollower follower = new LogFollower();
    Duration wait = INTERVAL;
    boolean reached = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        List<JsonNode> fresh =
            follower.look(
                taker -> pages.each(page -> taker.test(entries(page))),
                limit == null ? LAST : limit);
        wait = INTERVAL;
        reached = true;
        show(fresh, output, table);
      } catch (Failure failure) {
        if (!reached || !passes(failure)) {
          throw failure;
        }
        wait = longer(wait);
        cli.err().println("wharfinger: " + Harmless.text(String.valueOf(failure.getMessage())));
        cli.err().flush();
      }
      LockSupport.parkNanos(wait.toNanos());
    }
  }

  private static Duration longer(Duration wait) {
    return wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
  }

  private static boolean passes(Failure failure) {
    return failure instanceof Failure.Unreachable
        || (failure instanceof Failure.Refused refused && refused.status() >= 500);
  }

  private static List<JsonNode> entries(JsonNode page) {
    List<JsonNode> entries = new ArrayList<>();
    page.path("logs").forEach(entries::add);
    return entries;
  }

  private void show(List<JsonNode> fresh, Output output, Table table) {
    if (output.json()) {
      fresh.forEach(output::entry);
    } else if (!fresh.isEmpty()) {
      output.rows(table, fresh.stream().map(this::row).toList());
    }
  }
}
