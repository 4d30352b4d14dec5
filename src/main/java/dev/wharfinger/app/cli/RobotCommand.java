package dev.wharfinger.app.cli;

import static java.util.Collections.singletonMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Robots of organizations, and one's own. */
@Command(
    name = "robot",
    description = {
      "List, create and delete robots, and show their tokens.",
      "A robot of an organization is named as acme+crane; without a plus sign, it is your own."
    })
final class RobotCommand {

  private static final String OWN = "/api/v1/user/robots";
  private static final String ROBOTS = "robots";
  private static final String LABEL = "[ORG+]ROBOT";

  @ParentCommand Cli cli;

  /** Where the credentials of a robot go. */
  static final class Destination {
    @Option(
        names = "--docker-config",
        paramLabel = "FILE",
        description = "put the robot's credentials into this docker config.json; - prints one")
    @Nullable String dockerConfig;

    @Option(
        names = "--registry",
        paramLabel = "HOST",
        description = "the registry in that file; by default the service's SERVER_HOSTNAME")
    @Nullable String registry;
  }

  @Command(description = "List the robots of an organization, or your own.")
  void list(
      @Parameters(paramLabel = "ORG", arity = "0..1", description = "by default, your own")
          @Nullable String organization) {
    Output output = cli.output();
    String path = organization == null ? OWN : Address.path(OrgCommand.ROOT, organization, ROBOTS);
    try (Client client = cli.connect()) {
      JsonNode found = client.get(path + "?permissions=true&token=false");
      if (output.json()) {
        output.answer(found);
        return;
      }
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode robot : found.path(ROBOTS)) {
        rows.add(
            List.of(
                Json.text(robot.path("name")),
                Json.text(robot.path("created")),
                Json.text(robot.path("last_accessed")),
                Json.joined(robot.path("repositories")),
                Json.text(robot.path("description"))));
      }
      output.rows(
          output.table("ROBOT", "CREATED", "LAST USED", "REPOSITORIES", "DESCRIPTION"), rows);
    }
  }

  @Command(description = "Create a robot, and show its token.")
  void create(
      @Parameters(paramLabel = LABEL) String robot,
      @Option(names = "--description", paramLabel = "TEXT", description = "what it is for")
          @Nullable String description,
      @Mixin Destination destination)
      throws IOException {
    try (Client client = cli.connect()) {
      JsonNode body = Json.body(singletonMap("description", description));
      hand(client, client.put(path(robot), body), destination);
    }
  }

  @Command(description = "Delete a robot.")
  void delete(@Parameters(paramLabel = LABEL) String robot) {
    try (Client client = cli.connect()) {
      cli.output().done(client.delete(path(robot)), "The robot %s is deleted.".formatted(robot));
    }
  }

  @Command(description = "Show the token of a robot, or give it a new one.")
  void token(
      @Parameters(paramLabel = LABEL) String robot,
      @Option(
              names = "--regenerate",
              description = "a new one; the old token is worth nothing any more")
          boolean regenerate,
      @Mixin Destination destination)
      throws IOException {
    try (Client client = cli.connect()) {
      JsonNode found =
          regenerate
              ? client.post(Address.path(path(robot), "regenerate"), null)
              : client.get(path(robot));
      hand(client, found, destination);
    }
  }

  /** Gives the credentials of a robot to where they are wanted. */
  private void hand(Client client, JsonNode robot, Destination destination) throws IOException {
    Output output = cli.output();
    String name = Json.text(robot.path("name"));
    String token = Json.text(robot.path("token"));
    String file = destination.dockerConfig;
    if (token.isEmpty()) {
      throw new Failure("The token of %s is not shown to you.".formatted(name));
    }
    if (file == null) {
      output.done(robot, name + "  " + token);
      return;
    }
    String registry =
        destination.registry == null
            ? Json.text(client.get("/config").at("/config/SERVER_HOSTNAME"))
            : destination.registry;
    if (registry.isBlank()) {
      throw new Failure("The service does not name its registry; --registry HOST does.");
    }
    if (file.equals("-")) {
      output.answer(DockerConfig.of(registry, name, token));
    } else {
      DockerConfig.write(file, registry, name, token);
      output.done(robot, "%s has the credentials of %s at %s.".formatted(file, name, registry));
    }
  }

  private static String path(String robot) {
    int plus = robot.indexOf('+');
    return plus < 0
        ? Address.path(OWN, robot)
        : Address.path(
            OrgCommand.ROOT, robot.substring(0, plus), ROBOTS, robot.substring(plus + 1));
  }
}
