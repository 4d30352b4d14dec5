package dev.wharfinger.accounts.restoration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.restoration.RestorationEvent.LeftOut;
import dev.wharfinger.accounts.restoration.RestorationEvent.Reason;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.history.DeletedStateView.Past;
import dev.wharfinger.records.history.DeletedStateView.Was;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was deleted, without the documents of its parts: those of a large organization would fill
 * the heap until the last of its repositories is restored.
 *
 * @param seq the record after which it was so
 * @param parts how many parts it had
 * @param secrets what it had that nobody can make anew
 * @param created when it was created at first; null for what does not tell it
 * @param values opens its personal values
 */
record Former(
    long namespace,
    long seq,
    Was state,
    int parts,
    List<LeftOut> secrets,
    @Nullable Instant created,
    Function<JsonNode, Optional<Personal.Known>> values) {

  Former {
    secrets = List.copyOf(secrets);
  }

  /** What is known of it when its parts have been read. */
  static Former of(Past past) {
    return new Former(
        past.namespace(),
        past.seq(),
        past.state(),
        past.parts().size(),
        secrets(past),
        past.created().get(past.state().name()),
        past.withoutParts()::open);
  }

  /** A personal value of it; empty where there is none, or its subject is erased. */
  Optional<Personal.Known> open(JsonNode value) {
    return values.apply(value);
  }

  /**
   * What has secrets of somebody else, which nobody can make anew: a proxy cache comes back without
   * its credentials, a notification of a repository, whose receiver is one, and a mirror not at
   * all.
   */
  private static List<LeftOut> secrets(Past was) {
    List<LeftOut> lost = new ArrayList<>();
    for (Was it : was.parts()) {
      ObjectNode of = it.document();
      if (it.kind().equals("repository-notification")) {
        lost.add(
            new LeftOut(it.name(), "notification", of.path("title").asText(""), Reason.SECRET));
      } else if (it.kind().equals("repository-mirror")) {
        lost.add(new LeftOut(it.name(), "mirror", of.path("reference").asText(""), Reason.SECRET));
      } else if (it.kind().equals("proxy-cache")
          && (has(of.path("username")) || has(of.path("password")))) {
        lost.add(
            new LeftOut(
                it.name(), "credentials", of.path("upstreamRegistry").asText(), Reason.SECRET));
      }
    }
    return lost;
  }

  private static boolean has(JsonNode value) {
    return !value.isNull() && !value.isMissingNode();
  }
}
