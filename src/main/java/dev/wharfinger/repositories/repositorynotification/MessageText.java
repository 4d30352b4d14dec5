package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people read of an event, with links, in the two ways of writing it that receivers know.
 * Source: contract repositories 6.5.
 */
record MessageText(List<Part> parts) {

  MessageText {
    parts = List.copyOf(parts);
  }

  /** A piece of a message. */
  sealed interface Part {

    /** As it is. */
    record Plain(String text) implements Part {}

    /** With an address. */
    record Link(String text, String address) implements Part {}
  }

  /**
   * The message of an event.
   *
   * @param data the event's {@code event_data}
   * @param performer the name of who did it; empty if it is not known
   */
  static MessageText of(NotifiedEvent event, JsonNode data, Optional<String> performer) {
    Writing text = new Writing(data);
    switch (event) {
      case REPO_PUSH ->
          text.plain(performer.map(name -> name + " pushed to ").orElse("Something was pushed to "))
              .repository()
              .tags("updated_tags");
      case REPO_MIRROR_SYNC_STARTED, REPO_MIRROR_SYNC_SUCCESS, REPO_MIRROR_SYNC_FAILED ->
          text.repository().plain(": ").plain(data.path("message").asText());
      case REPO_IMAGE_EXPIRY ->
          text.plain("Images expire in " + data.path("expiring_in").asText() + " in ")
              .repository()
              .tags("tags");
      case VULNERABILITY_FOUND -> {
        JsonNode found = data.path("vulnerability");
        text.plain(found.path("priority").asText() + " vulnerability ")
            .link(found.path("id").asText(), found.path("link").asText())
            .plain(" in ")
            .repository()
            .tags("tags");
      }
      case BUILD_QUEUED -> text.build("is queued");
      case BUILD_START -> text.build("has begun");
      case BUILD_SUCCESS -> text.build("succeeded");
      case BUILD_CANCELLED -> text.build("was cancelled");
      case BUILD_FAILURE -> text.build("failed: ").plain(data.path("error_message").asText());
      case QUOTA_WARNING, QUOTA_ERROR ->
          text.link(data.path("namespace").asText(), data.path("homepage").asText())
              .plain(
                  " uses %s of %s (%d%%)"
                      .formatted(
                          data.path("usage_bytes_formatted").asText(),
                          data.path("limit_bytes_formatted").asText(),
                          data.path("usage_percent").asLong()));
    }
    return new MessageText(text.parts);
  }

  /** For mails. */
  String html() {
    return parts.stream()
        .map(part ->
            switch (part) {
              case Part.Plain(String text) -> escaped(text);
              case Part.Link(String text, String address) ->
                  "<a href=\"%s\">%s</a>".formatted(escaped(address), escaped(text));
            })
        .collect(Collectors.joining());
  }

  /** For Slack, whose links are in angle brackets. */
  String slack() {
    return parts.stream()
        .map(part ->
            switch (part) {
              case Part.Plain(String text) -> escapedForSlack(text);
              case Part.Link(String text, String address) ->
                  "<%s|%s>"
                      .formatted(
                          escapedForSlack(address).replace("|", "%7C"), escapedForSlack(text));
            })
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return escapedForSlack(text).replace("\"", "&quot;").replace("'", "&#39;");
  }

  private static String escapedForSlack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static final class Writing {

    private final JsonNode data;
    private final List<Part> parts = new ArrayList<>();

    Writing(JsonNode data) {
      this.data = data;
    }

    @CanIgnoreReturnValue
    Writing plain(String text) {
      parts.add(new Part.Plain(text));
      return this;
    }

    @CanIgnoreReturnValue
    Writing link(String text, String address) {
      parts.add(new Part.Link(text, address));
      return this;
    }

    @CanIgnoreReturnValue
    Writing repository() {
      return link(data.path("repository").asText(), data.path("homepage").asText());
    }

    @CanIgnoreReturnValue
    Writing tags(String key) {
      String before = ": ";
      for (JsonNode tag : data.path(key)) {
        plain(before);
        link(
            tag.asText(),
            data.path("homepage").asText()
                + "?tag="
                + URLEncoder.encode(tag.asText(), StandardCharsets.UTF_8)
                + "&tab=tags");
        before = ", ";
      }
      return this;
    }

    @CanIgnoreReturnValue
    Writing build(String phase) {
      return plain("Build ")
          .link(data.path("build_id").asText(), data.path("homepage").asText())
          .plain(" of " + data.path("repository").asText() + " " + phase);
    }
  }
}
