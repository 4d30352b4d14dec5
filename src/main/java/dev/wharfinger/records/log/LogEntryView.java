package dev.wharfinger.records.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.Dates;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** One entry of a usage log as clients see it. Source: contract common 12. */
@Singleton
class LogEntryView {

  private final Avatars avatars;

  @Inject
  LogEntryView(Avatars avatars) {
    this.avatars = avatars;
  }

  /**
   * The entry.
   *
   * @param withNamespace whether it shows the account that it belongs to
   */
  ObjectNode of(Row row, boolean withNamespace) {
    ObjectNode entry =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", row.getString("kind"))
            .putPOJO("metadata", ((JsonObject) row.getJson("metadata")).getMap())
            .put("ip", row.getString("ip"))
            .put("datetime", Dates.rfc2822(row.getOffsetDateTime("time").toInstant()));
    String performer = row.getString("performer_name");
    if (performer != null) {
      boolean robot = "robot".equals(row.getString("performer_kind"));
      entry
          .putObject("performer")
          .put("kind", "user")
          .put("name", performer)
          .put("is_robot", robot)
          .putPOJO(
              "avatar",
              avatars.of(
                  robot ? Avatar.Kind.ROBOT : Avatar.Kind.USER,
                  performer,
                  row.getString("performer_email")));
    }
    String namespace = row.getString("namespace_name");
    if (withNamespace && namespace != null) {
      boolean organization = "organization".equals(row.getString("namespace_kind"));
      entry
          .putObject("namespace")
          .put("kind", organization ? "org" : "user")
          .put("name", namespace)
          .putPOJO(
              "avatar",
              avatars.of(
                  organization ? Avatar.Kind.ORGANIZATION : Avatar.Kind.USER,
                  namespace,
                  row.getString("namespace_email")));
    }
    return entry;
  }
}
