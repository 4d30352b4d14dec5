package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.records.feed.Shown;
import dev.wharfinger.records.history.HistoryLives.Found;
import dev.wharfinger.records.history.HistoryStates.Position;
import dev.wharfinger.records.history.HistoryStates.State;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two moments: the fields of the entity, and in pages its parts that
 * came, went or changed. A page can be short, and even empty, while there are more.
 */
@Singleton
class HistoryDiffView {

  private final HistoryStates states;
  private final HistoryDocuments documents;
  private final PageToken tokens;

  @Inject
  HistoryDiffView(HistoryStates states, HistoryDocuments documents, PageToken tokens) {
    this.states = states;
    this.documents = documents;
    this.tokens = tokens;
  }

  /** The difference between the states after two records. */
  Uni<ObjectNode> between(Found found, long from, long to, Optional<String> token, Instant now) {
    String entity = found.life().entity();
    String list = "diff of %s from %d to %d".formatted(entity, from, to);
    Position position =
        token
            .flatMap(given -> tokens.open(list, given, now))
            .map(Position::read)
            .orElseGet(() -> Position.beginning(found.life().firstOwner(), from));
    return Uni.combine()
        .all()
        .unis(states.of(entity, from), states.of(entity, to), states.compare(position, from, to))
        .asTuple()
        .flatMap(read -> {
          HistoryDifference own =
              new HistoryDifference(
                  entity,
                  found.visible(entity, document(read.getItem1())),
                  found.visible(entity, document(read.getItem2())));
          HistoryStates.Compared page = read.getItem3();
          return documents
              .shownFor(
                  Stream.concat(Stream.of(own), page.differences().stream())
                      .flatMap(HistoryDiffView::sealed)
                      .toList())
              .map(shown -> {
                ObjectNode view = view(found, from, to);
                view.set("fields", own.fields(shown));
                put(page.differences(), shown, view.putArray("parts"));
                page.next()
                    .or(() -> elsewhere(own, found, position, from))
                    .ifPresent(next -> view.put("next_page", tokens.seal(list, next.write(), now)));
                return view;
              });
        });
  }

  /** Where the parts begin that a user has in other namespaces. */
  private static Optional<Position> elsewhere(
      HistoryDifference own, Found found, Position position, long from) {
    return position.owner() < 0 && sealed(own).anyMatch(HistoryLives::isUser)
        ? Optional.of(Position.beginning(found.life().id(), from))
        : Optional.empty();
  }

  private static @Nullable ObjectNode document(Optional<State> state) {
    return state.map(State::document).orElse(null);
  }

  private static Stream<ObjectNode> sealed(HistoryDifference difference) {
    @Nullable ObjectNode[] states = {difference.before(), difference.after()};
    return Arrays.stream(states).filter(Objects::nonNull);
  }

  private static ObjectNode view(Found found, long from, long to) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", found.life().id())
        .put("first_seq", found.life().born())
        .put("last_seq", found.life().ended())
        .put("from_seq", from)
        .put("to_seq", to);
  }

  private static void put(List<HistoryDifference> differences, Shown shown, ArrayNode view) {
    for (HistoryDifference difference : differences) {
      view.addObject()
          .put("entity", difference.entity())
          .put("action", difference.action())
          .set("fields", difference.fields(shown));
    }
  }
}
