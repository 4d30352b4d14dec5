package dev.wharfinger.registries.activity;

import java.util.Map;

/**
 * Which parts of a reported event are kept; everything else is skipped. Source: docs/activity.md.
 */
final class EventForm {

  /** How a value is kept. */
  sealed interface Kept {}

  record Scalar() implements Kept {}

  record Fields(Map<String, Kept> of) implements Kept {}

  record Each(Kept of, int most) implements Kept {}

  record Document() implements Kept {}

  private static final Kept SCALAR = new Scalar();
  private static final Kept DOCUMENT = new Document();

  private static final Kept REFERENCE =
      new Fields(Map.of("mediaType", SCALAR, "digest", SCALAR, "size", SCALAR));

  private static final Kept TARGET =
      new Fields(
          Map.of(
              "mediaType", SCALAR,
              "size", SCALAR,
              "length", SCALAR,
              "digest", SCALAR,
              "repository", SCALAR,
              "tag", SCALAR,
              "references", new Each(REFERENCE, EventParser.MOST_REFERENCES)));

  private static final Kept LINE =
      new Fields(Map.of("position", SCALAR, "message", SCALAR, "type", SCALAR, "data", DOCUMENT));

  private static final Kept TRIGGER =
      new Fields(
          Map.of(
              "id", SCALAR,
              "service", SCALAR,
              "is_active", SCALAR,
              "build_source", SCALAR,
              "repository_url", SCALAR,
              "config", DOCUMENT));

  private static final Kept BUILD =
      new Fields(
          Map.ofEntries(
              Map.entry("uuid", SCALAR),
              Map.entry("phase", SCALAR),
              Map.entry("started", SCALAR),
              Map.entry("display_name", SCALAR),
              Map.entry("has_retries", SCALAR),
              Map.entry("resource_key", SCALAR),
              Map.entry("pull_robot", SCALAR),
              Map.entry("logs_url", SCALAR),
              Map.entry("job", DOCUMENT),
              Map.entry("status", DOCUMENT),
              Map.entry("trigger", TRIGGER),
              Map.entry("log", new Each(LINE, EventParser.MOST_LINES))));

  static final Kept EVENT =
      new Fields(
          Map.of(
              "id", SCALAR,
              "timestamp", SCALAR,
              "action", SCALAR,
              "target", TARGET,
              "request", new Fields(Map.of("addr", SCALAR, "useragent", SCALAR)),
              "actor", new Fields(Map.of("name", SCALAR)),
              "build", BUILD,
              "correction",
                  new Fields(
                      Map.of("counter", SCALAR, "id", SCALAR, "bytes", SCALAR, "blobs", SCALAR))));

  private EventForm() {}
}
