package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.app.cli.Address.Misuse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What was when, and who changed it. Source: docs/history.md. */
@Command(
    name = "history",
    description = {
      "Show what was when, and who changed it.",
      "A moment is a time (2026-03-01T00:00:00Z) or the number of a journal record."
    })
final class HistoryCommand {

  private static final String ROOT = "/api/wharfinger/v1/history";
  private static final String KINDS = "${COMPLETION-CANDIDATES}";
  private static final String NAMES = "as acme, acme/crew (a team), acme+crane or acme/web";

  @ParentCommand Cli cli;

  /** What has a history. */
  enum Kind {
    ORGANIZATION,
    USER,
    ROBOT,
    TEAM,
    REPOSITORY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** From when to when, and how much. */
  static final class Interval {
    @Option(names = "--from", paramLabel = "MOMENT", description = "where to begin")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "MOMENT", description = "where to end")
    @Nullable String to;

    @Option(
        names = {"-n", "--limit"},
        paramLabel = "COUNT",
        description = "at most so many")
    @Nullable Integer limit;

    long most() {
      if (limit != null && limit < 0) {
        throw new Misuse("--limit takes no number below 0.");
      }
      return limit == null ? Long.MAX_VALUE : limit;
    }

    Map<String, @Nullable String> query() {
      Map<String, @Nullable String> query = new LinkedHashMap<>();
      query.put("from", from);
      query.put("to", to);
      return query;
    }
  }

  @Command(description = "Show something as it was, with its parts.")
  void show(
      @Parameters(paramLabel = "KIND", description = KINDS) Kind kind,
      @Parameters(paramLabel = "NAME", description = NAMES) String name,
      @Option(names = "--at", paramLabel = "MOMENT", description = "when") @Nullable String at) {
    Output output = cli.output();
    try (Client client = cli.connect()) {
      Map<String, @Nullable String> query = new LinkedHashMap<>();
      query.put("at", at);
      output.list(
          new Pages(client, path(kind, name), query, "parts"),
          Long.MAX_VALUE,
          page -> print(output, page),
          output.table("PART", "SINCE", "STATE"),
          part ->
              List.of(
                  Json.text(part.path("entity")),
                  Json.text(part.path("from_seq")),
                  Json.pairs(part.path("state"))));
    }
  }

  private static void print(Output output, JsonNode page) {
    List<List<String>> fields = new ArrayList<>();
    fields.add(List.of("Record", Json.text(page.path("seq"))));
    fields.add(List.of("Time", Json.text(page.path("time"))));
    fields.add(List.of("First record", Json.text(page.path("first_seq"))));
    fields.add(List.of("Last record", Json.text(page.path("last_seq"))));
    if (page.path("state").isObject()) {
      page.path("state")
          .properties()
          .forEach(field -> fields.add(List.of(field.getKey(), Json.text(field.getValue()))));
    } else {
      fields.add(List.of("State", "it was not there"));
    }
    output.fields(fields);
    output.line("");
  }

  @Command(description = "List who changed something, the latest change first.")
  void changes(
      @Parameters(paramLabel = "KIND", description = KINDS) Kind kind,
      @Parameters(paramLabel = "NAME", description = NAMES) String name,
      @Option(names = "--actor", paramLabel = "NAME", description = "who made the changes")
          @Nullable String actor,
      @Option(names = "--field", paramLabel = "NAME", description = "which must have changed")
          @Nullable String field,
      @Mixin Interval interval) {
    Output output = cli.output();
    try (Client client = cli.connect()) {
      Map<String, @Nullable String> query = interval.query();
      query.put("actor", actor);
      query.put("field", field);
      output.list(
          new Pages(client, path(kind, name) + "/changes", query, "changes"),
          interval.most(),
          _ -> {},
          output.table("RECORD", "TIME", "BY", "CHANGE", "OF", "FIELDS"),
          change ->
              List.of(
                  Json.text(change.path("seq")),
                  Json.text(change.path("time")),
                  Json.text(change.at("/actor/name")),
                  Json.text(change.path("operation")),
                  Json.text(change.path("entity")),
                  fields(change.path("fields"))));
    }
  }

  private static String fields(JsonNode fields) {
    return fields.properties().stream()
        .map(field ->
            "%s: %s -> %s"
                .formatted(
                    field.getKey(),
                    Json.text(field.getValue().path("before")),
                    Json.text(field.getValue().path("after"))))
        .collect(Collectors.joining("; "));
  }

  @Command(
      description =
          "Show what an account could do with a repository, and by what; or when it changed.")
  void access(
      @Parameters(paramLabel = "ACCOUNT", description = "a user or a robot") String account,
      @Parameters(paramLabel = "REPOSITORY", description = "as acme/web") String repository,
      @Option(names = "--at", paramLabel = "MOMENT", description = "when") @Nullable String at,
      @Option(names = "--changes", description = "list when it changed, and by whom")
          boolean changes,
      @Mixin Interval interval) {
    if (changes && at != null) {
      throw new Misuse("--at is for one moment; --changes takes --from and --to.");
    }
    if (!changes && (interval.from != null || interval.to != null || interval.limit != null)) {
      throw new Misuse("--from, --to and --limit go with --changes.");
    }
    Output output = cli.output();
    try (Client client = cli.connect()) {
      Map<String, @Nullable String> query = interval.query();
      query.put("account", account);
      query.put("repository", repository);
      query.put("at", at);
      if (changes) {
        output.list(
            new Pages(client, ROOT + "/access/changes", query, "changes"),
            interval.most(),
            _ -> {},
            output.table("RECORD", "TIME", "BY", "BEFORE", "AFTER", "CHANGES"),
            change ->
                List.of(
                    Json.text(change.path("seq")),
                    Json.text(change.path("time")),
                    Json.text(change.at("/actor/name")),
                    role(change.path("before")),
                    role(change.path("after")),
                    Json.joined(change.path("operations"))));
      } else {
        print(output, client.get(ROOT + "/access" + Address.query(query)), account, repository);
      }
    }
  }

  private static String role(JsonNode access) {
    String role = access.path("role").isNull() ? "none" : Json.text(access.path("role"));
    return access.path("enabled").asBoolean(false) ? role : role + " (disabled)";
  }

  private static void print(Output output, JsonNode access, String account, String repository) {
    if (output.json()) {
      output.answer(access);
      return;
    }
    output.fields(
        List.of(
            List.of("Account", account),
            List.of("Repository", repository),
            List.of("Record", Json.text(access.path("seq"))),
            List.of("Role", role(access))));
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode reason : access.path("reasons")) {
      rows.add(
          List.of(
              Json.text(reason.path("by")),
              Json.text(reason.path("team_name")),
              Json.text(reason.path("role")),
              Json.text(reason.path("since_seq"))));
    }
    if (!rows.isEmpty()) {
      output.line("");
      output.rows(output.table("BY", "TEAM", "ROLE", "SINCE"), rows);
    }
  }

  private static String path(Kind kind, String name) {
    return Address.path(ROOT, kind.toString(), name);
  }
}
