package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Teams. */
@Command(name = "team", description = "List, create and delete teams, and manage who is in them.")
final class TeamCommand {

  private static final String TEAM = "team";
  private static final String MEMBERS = "members";

  @ParentCommand Cli cli;

  /** What members of a team may do in its organization. */
  enum Role {
    MEMBER,
    CREATOR,
    ADMIN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Command(description = "List the teams of an organization.")
  void list(@Parameters(paramLabel = "ORG") String organization) {
    Output output = cli.output();
    try (Client client = cli.connect()) {
      JsonNode found = OrgCommand.ofMember(client, organization);
      if (output.json()) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("teams", found.path("teams"));
        answer.set("ordered_teams", found.path("ordered_teams"));
        output.answer(answer);
      } else {
        print(output, found);
      }
    }
  }

  /** The teams of an organization in their order. */
  static void print(Output output, JsonNode organization) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode name : organization.path("ordered_teams")) {
      JsonNode team = organization.path("teams").path(name.asText());
      rows.add(
          List.of(
              name.asText(),
              Json.text(team.path("role")),
              Json.text(team.path("member_count")),
              Json.text(team.path("repo_count")),
              Json.text(team.path("description"))));
    }
    output.rows(output.table("TEAM", "ROLE", "MEMBERS", "REPOSITORIES", "DESCRIPTION"), rows);
  }

  @Command(description = "Create a team.")
  void create(
      @Parameters(paramLabel = "ORG") String organization,
      @Parameters(paramLabel = "TEAM") String team,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              defaultValue = "member",
              description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}")
          Role role,
      @Option(names = "--description", paramLabel = "TEXT", description = "what it is for")
          @Nullable String description) {
    try (Client client = cli.connect()) {
      // The same request would change a team that is there.
      if (OrgCommand.ofMember(client, organization).path("teams").has(team)) {
        throw new Failure("%s has a team %s already.".formatted(organization, team));
      }
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("role", role.toString());
      if (description != null) {
        body.put("description", description);
      }
      cli.output()
          .done(
              client.put(path(organization, team), body),
              "The team %s of %s is created.".formatted(team, organization));
    }
  }

  @Command(description = "Delete a team.")
  void delete(
      @Parameters(paramLabel = "ORG") String organization,
      @Parameters(paramLabel = "TEAM") String team) {
    try (Client client = cli.connect()) {
      cli.output()
          .done(
              client.delete(path(organization, team)),
              "The team %s of %s is deleted.".formatted(team, organization));
    }
  }

  @Command(description = "List who is in a team, and who is invited.")
  void members(
      @Parameters(paramLabel = "ORG") String organization,
      @Parameters(paramLabel = "TEAM") String team) {
    Output output = cli.output();
    try (Client client = cli.connect()) {
      JsonNode found = client.get(path(organization, team, MEMBERS) + "?includePending=true");
      if (output.json()) {
        output.answer(found);
        return;
      }
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode member : found.path(MEMBERS)) {
        rows.add(
            List.of(
                Json.text(member.has("name") ? member.path("name") : member.path("email")),
                member.path("is_robot").asBoolean() ? "robot" : Json.text(member.path("kind")),
                Json.mark(member.path("invited"))));
      }
      output.rows(output.table("NAME", "KIND", "INVITED"), rows);
    }
  }

  @Command(description = "Add a user or a robot to a team, or invite a user.")
  void add(
      @Parameters(paramLabel = "ORG") String organization,
      @Parameters(paramLabel = "TEAM") String team,
      @Parameters(paramLabel = "MEMBER") String member) {
    try (Client client = cli.connect()) {
      JsonNode answer = client.put(path(organization, team, MEMBERS, member), null);
      boolean invited = answer.path("invited").asBoolean();
      cli.output()
          .done(
              answer,
              "%s is %s the team %s of %s."
                  .formatted(member, invited ? "invited to" : "now in", team, organization));
    }
  }

  @Command(description = "Remove a user or a robot from a team.")
  void remove(
      @Parameters(paramLabel = "ORG") String organization,
      @Parameters(paramLabel = "TEAM") String team,
      @Parameters(paramLabel = "MEMBER") String member) {
    try (Client client = cli.connect()) {
      cli.output()
          .done(
              client.delete(path(organization, team, MEMBERS, member)),
              "%s is no longer in the team %s of %s.".formatted(member, team, organization));
    }
  }

  private static String path(String organization, String team, String... more) {
    String path = Address.path(OrgCommand.ROOT, organization, TEAM, team);
    return more.length == 0 ? path : Address.path(path, more);
  }
}
