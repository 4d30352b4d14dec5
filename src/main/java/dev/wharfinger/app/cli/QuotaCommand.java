package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Quotas of organizations and users. Source: contract neighbours 3, superuser 4. */
@Command(
    name = "quota",
    description = "Show the quota of an organization; as a superuser, set or delete it.")
final class QuotaCommand {

  private static final String QUOTA = "quota";
  private static final String LIMIT = "limit";

  @ParentCommand Cli cli;

  /** By which routes a quota is reached. */
  static final class Reach {
    @Option(
        names = "--superuser",
        description = "use the superusers' routes, which need no full access and know users too")
    boolean superuser;

    String path(String namespace, String... more) {
      String root =
          superuser
              ? Address.path("/api/v1/superuser/organization", namespace, QUOTA)
              : Address.path(OrgCommand.ROOT, namespace, QUOTA);
      return more.length == 0 ? root : Address.path(root, more);
    }
  }

  @Command(description = "Show the quota of an organization, or your own.")
  void show(
      @Parameters(paramLabel = "ORG", arity = "0..1", description = "by default, your own")
          @Nullable String organization,
      @Mixin Reach reach) {
    try (Client client = cli.connect()) {
      String path = organization == null ? "/api/v1/user/quota" : reach.path(organization);
      print(client.get(path));
    }
  }

  private void print(JsonNode quotas) {
    Output output = cli.output();
    if (output.json()) {
      output.answer(quotas);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode quota : quotas) {
      rows.add(
          List.of(
              quota.path("default_config").asBoolean() ? "default" : Json.text(quota.path("id")),
              Json.bytes(quota.path("limit_bytes")),
              percents(quota, "Warning"),
              percents(quota, "Reject")));
    }
    output.rows(output.table("ID", "LIMIT", "WARN AT", "REJECT AT"), rows);
  }

  private static String percents(JsonNode quota, String type) {
    return ofType(quota, type)
        .map(limit -> limit.path("limit_percent").asInt() + " %")
        .collect(Collectors.joining(", "));
  }

  private static Stream<JsonNode> ofType(JsonNode quota, String type) {
    return StreamSupport.stream(quota.path("limits").spliterator(), false)
        .filter(limit -> limit.path("type").asText().equalsIgnoreCase(type));
  }

  @Command(description = "Give an organization a quota, or change it.")
  void set(
      @Parameters(paramLabel = "ORG") String organization,
      @Parameters(paramLabel = "SIZE", description = "as 500MB or 10GiB; without unit, bytes")
          String size,
      @Option(names = "--warn-at", paramLabel = "PERCENT", description = "when to warn")
          @Nullable Integer warnAt,
      @Option(names = "--reject-at", paramLabel = "PERCENT", description = "when to refuse pushes")
          @Nullable Integer rejectAt,
      @Mixin Reach reach) {
    try (Client client = cli.connect()) {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put(LIMIT, size);
      Optional<JsonNode> before = own(client.get(reach.path(organization)));
      JsonNode _ =
          before
              .map(quota -> client.put(reach.path(organization, id(quota)), body))
              .orElseGet(() -> client.post(reach.path(organization), body));
      JsonNode quotas = client.get(reach.path(organization));
      if (warnAt != null || rejectAt != null) {
        JsonNode quota = own(quotas).orElseThrow(() -> none(organization));
        mark(client, organization, quota, "Warning", warnAt);
        mark(client, organization, quota, "Reject", rejectAt);
        quotas = client.get(reach.path(organization));
      }
      print(quotas);
    }
  }

  /** The one limit of a type; what has several keeps all but the first. */
  private static void mark(
      Client client, String organization, JsonNode quota, String type, @Nullable Integer percent) {
    if (percent == null
        || ofType(quota, type).anyMatch(it -> it.path("limit_percent").asInt() == percent)) {
      return;
    }
    String limits = Address.path(OrgCommand.ROOT, organization, QUOTA, id(quota), LIMIT);
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type)
            .put("threshold_percent", percent.intValue());
    JsonNode _ =
        ofType(quota, type)
            .findFirst()
            .map(limit -> client.put(Address.path(limits, id(limit)), body))
            .orElseGet(() -> client.post(limits, body));
  }

  @Command(description = "Delete the quota of an organization.")
  void delete(@Parameters(paramLabel = "ORG") String organization, @Mixin Reach reach) {
    try (Client client = cli.connect()) {
      JsonNode quota =
          own(client.get(reach.path(organization))).orElseThrow(() -> none(organization));
      cli.output()
          .done(
              client.delete(reach.path(organization, id(quota))),
              "The quota of %s is deleted.".formatted(organization));
    }
  }

  private static Failure none(String organization) {
    return new Failure(organization + " has no quota of its own.");
  }

  /** The quota of the namespace itself; the one of the whole installation has no id. */
  private static Optional<JsonNode> own(JsonNode quotas) {
    return StreamSupport.stream(quotas.spliterator(), false)
        .filter(quota -> quota.path("id").isNumber())
        .findFirst();
  }

  private static String id(JsonNode node) {
    return node.path("id").asText();
  }
}
