package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What the service tells everybody of its configuration. Source: contract sessions 1.4. */
@Command(name = "config", description = "Show the public configuration of the service.")
final class ServiceConfigCommand {

  @ParentCommand Cli cli;

  @Command(description = "Show features and settings; no login is needed.")
  void show() {
    Output output = cli.output();
    try (Client client = cli.connect()) {
      JsonNode found = client.get("/config");
      if (output.json()) {
        output.answer(found);
        return;
      }
      List<List<String>> rows = new ArrayList<>();
      found.properties().stream()
          .filter(field -> !field.getValue().isContainerNode())
          .forEach(field -> rows.add(List.of(field.getKey(), Json.text(field.getValue()))));
      found
          .path("config")
          .properties()
          .forEach(field -> rows.add(List.of(field.getKey(), Json.text(field.getValue()))));
      found
          .path("features")
          .properties()
          .forEach(
              field -> rows.add(List.of("FEATURE_" + field.getKey(), Json.text(field.getValue()))));
      output.rows(output.table("SETTING", "VALUE"), rows);
    }
  }
}
