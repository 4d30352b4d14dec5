package dev.wharfinger.app.cli;

import static java.util.Collections.singletonMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.app.cli.Address.Misuse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Organizations. */
@Command(name = "org", description = "List, create, show, delete and restore organizations.")
final class OrgCommand {

  static final String ROOT = "/api/v1/organization";

  private static final String HISTORY = "/api/wharfinger/v1/history/organization";

  @ParentCommand Cli cli;

  @Command(description = "List your organizations, or as a superuser those of everybody.")
  void list(@Option(names = "--all", description = "those of everybody") boolean all) {
    Output output = cli.output();
    try (Client client = cli.connect()) {
      if (all) {
        Pages pages =
            new Pages(
                client,
                "/api/v1/superuser/organizations/",
                singletonMap("limit", "100"),
                "organizations");
        output.list(
            pages,
            Long.MAX_VALUE,
            _ -> {},
            output.table("NAME", "E-MAIL", "USED", "QUOTA"),
            it ->
                List.of(
                    Json.text(it.path("name")),
                    Json.text(it.path("email")),
                    Json.bytes(it.at("/quota_report/quota_bytes")),
                    Json.bytes(it.at("/quota_report/configured_quota"))));
        return;
      }
      JsonNode mine = client.get("/api/v1/user/").path("organizations");
      if (output.json()) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("organizations", mine);
        output.answer(answer);
        return;
      }
      List<List<String>> rows = new ArrayList<>();
      mine.forEach(it ->
          rows.add(
              List.of(
                  Json.text(it.path("name")),
                  Json.mark(it.path("is_org_admin")),
                  Json.mark(it.path("can_create_repo")))));
      output.rows(output.table("NAME", "ADMIN", "CREATES REPOSITORIES"), rows);
    }
  }

  @Command(description = "Create an organization.")
  void create(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--email", paramLabel = "ADDRESS", description = "of the organization")
          @Nullable String email) {
    try (Client client = cli.connect()) {
      ObjectNode body = Json.body(singletonMap("email", email)).put("name", name);
      cli.output()
          .done(client.post(ROOT + "/", body), "The organization %s is created.".formatted(name));
    }
  }

  @Command(description = "Show an organization with its teams.")
  void show(@Parameters(paramLabel = "NAME") String name) {
    Output output = cli.output();
    try (Client client = cli.connect()) {
      JsonNode found = client.get(Address.path(ROOT, name));
      if (output.json()) {
        output.answer(found);
        return;
      }
      List<List<String>> fields = new ArrayList<>();
      fields.add(List.of("Name", Json.text(found.path("name"))));
      fields.add(List.of("E-mail", Json.text(found.path("email"))));
      fields.add(List.of("You are", role(found)));
      if (found.has("tag_expiration_s")) {
        fields.add(
            List.of("Deleted tags are kept", found.path("tag_expiration_s").asLong() + " s"));
      }
      if (found.has("quota_report")) {
        fields.add(List.of("Used", Json.bytes(found.at("/quota_report/quota_bytes"))));
        fields.add(List.of("Quota", Json.bytes(found.at("/quota_report/configured_quota"))));
      }
      output.fields(fields);
      if (found.has("teams")) {
        output.line("");
        TeamCommand.print(output, found);
      }
    }
  }

  private static String role(JsonNode organization) {
    if (organization.path("is_admin").asBoolean()) {
      return "administrator";
    }
    return organization.path("is_member").asBoolean() ? "member" : "outside";
  }

  @Command(description = "Delete an organization with everything that belongs to it.")
  void delete(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--yes", description = "do not ask for the name") boolean yes) {
    if (!yes) {
      confirm(name);
    }
    try (Client client = cli.connect()) {
      cli.output()
          .done(
              client.delete(Address.path(ROOT, name)),
              "The organization %s is deleted.".formatted(name));
    }
  }

  @Command(
      description =
          "Restore a deleted organization from the history, as a superuser with full access.")
  void restore(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--dry-run", description = "only tell what would be restored") boolean dryRun,
      @Option(names = "--strict", description = "restore everything or nothing") boolean strict) {
    Output output = cli.output();
    try (Client client = cli.connect()) {
      ObjectNode body =
          JsonNodeFactory.instance.objectNode().put("dry_run", dryRun).put("strict", strict);
      JsonNode answer = client.post(Address.path(HISTORY, name, "restore"), body);
      if (output.json()) {
        output.answer(answer);
        return;
      }
      output.line("The organization %s %s restored.".formatted(name, dryRun ? "would be" : "is"));
      List<List<String>> counts = new ArrayList<>();
      answer
          .path("restored")
          .properties()
          .forEach(part ->
              counts.add(List.of(part.getKey().replace('_', ' '), Json.text(part.getValue()))));
      output.fields(counts);
      if (!answer.path("left_out").isEmpty()) {
        output.line("");
        List<List<String>> rows = new ArrayList<>();
        answer
            .path("left_out")
            .forEach(it ->
                rows.add(
                    List.of(
                        Json.text(it.path("part")),
                        Json.text(it.path("name")),
                        Json.text(it.path("reason")))));
        output.rows(output.table("LEFT OUT", "BECAUSE OF", "REASON"), rows);
      }
    }
  }

  private void confirm(String name) {
    if (!cli.terminal().isInteractive()) {
      throw new Misuse("Nobody is here to confirm it; --yes deletes without asking.");
    }
    Optional<String> typed =
        cli.terminal()
            .ask(
                "This deletes %s with its teams, robots and repositories. Type its name: "
                    .formatted(Harmless.text(name)));
    if (!typed.map(String::strip).equals(Optional.of(name))) {
      throw new Failure("That is not its name; nothing is deleted.");
    }
  }

  /** An organization as an administrator or a member sees it. */
  static JsonNode ofMember(Client client, String organization) {
    JsonNode found = client.get(Address.path(ROOT, organization));
    if (!found.has("teams")) {
      throw new Failure("The teams of %s are shown to its members only.".formatted(organization));
    }
    return found;
  }
}
