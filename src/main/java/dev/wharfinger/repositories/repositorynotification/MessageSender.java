package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.outbound.OutboundHttp;
import dev.wharfinger.platform.outbound.OutboundRequest;
import dev.wharfinger.platform.outbound.Url;
import dev.wharfinger.repositories.repository.RepositoryAddressView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Hands a message to its receiver: over HTTP only to addresses that requests of users may reach,
 * and within the time and size that these may take. Source: contract repositories 6.5.
 */
@Singleton
class MessageSender {

  /** As Quay's, by which people have set up their channels. */
  private static final String SLACK_NAME = "quayiobot";

  private final OutboundHttp http;
  private final Writes writes;
  private final RepositoryAddressView address;
  private final Duration patience;

  @Inject
  MessageSender(OutboundHttp http, Writes writes, Settings settings) {
    this.http = http;
    this.writes = writes;
    this.address = RepositoryAddressView.of(settings);
    this.patience = Duration.ofSeconds(settings.notificationSendTimeout());
  }

  /** The receiver did not take the message. */
  static final class NotTaken extends RuntimeException {
    NotTaken(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Sends it; fails if the receiver does not take it. */
  Uni<Void> send(DueMessage message) {
    ObjectNode data = message.data(address);
    return switch (message.method()) {
      case WEBHOOK -> post(message, Buffer.buffer(body(message, data)));
      case SLACK -> post(message, Buffer.buffer(slack(message, data).toString()));
      case EMAIL -> mail(message, data);
      case QUAY_NOTIFICATION ->
          writes
              .submitOwn(Instant.now(), new TellAccounts.Notify(message, about(data)))
              .replaceWithVoid();
      case FLOWDOCK, HIPCHAT -> Uni.createFrom().voidItem();
    };
  }

  private static byte[] body(DueMessage message, ObjectNode data) {
    String template = message.config().path("template").asText("");
    return template.isEmpty()
        ? data.toString().getBytes(StandardCharsets.UTF_8)
        : BodyTemplate.of(template).apply(data);
  }

  private Uni<Void> post(DueMessage message, Buffer body) {
    return http.send(
            OutboundRequest.webhook(Url.parse(message.config().path("url").asText()), body))
        .ifNoItem()
        .after(patience)
        .failWith(() -> new NotTaken("it took too long"))
        .map(answer -> {
          if (answer.status() < 200 || answer.status() > 299) {
            throw new NotTaken("status " + answer.status());
          }
          return answer;
        })
        .replaceWithVoid();
  }

  private static ObjectNode slack(DueMessage message, ObjectNode data) {
    String summary = message.event().summary(data);
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("text", summary).put("username", SLACK_NAME);
    json.putArray("attachments")
        .addObject()
        .put("fallback", summary)
        .put("text", MessageText.of(message.event(), data, message.performer()).slack())
        .put("color", message.event().level(data).slackColor())
        .putArray("mrkdwn_in")
        .add("text");
    return json;
  }

  private Uni<Void> mail(DueMessage message, ObjectNode data) {
    return writes
        .submitOwn(
            Instant.now(),
            new TellAccounts.Mail(
                message,
                message.event().summary(data),
                MessageText.of(message.event(), data, message.performer()).html()))
        .replaceWithVoid();
  }

  /** What is not looked up when it is shown, and names nobody. */
  private static String about(ObjectNode data) {
    return data.deepCopy()
        .without(
            List.of(
                "repository",
                "namespace",
                "name",
                "docker_url",
                "homepage",
                "manual_user",
                "trigger_metadata"))
        .toString();
  }
}
