package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.records.feed.Shown;
import dev.wharfinger.records.history.HistoryLives.Found;
import dev.wharfinger.records.history.HistoryLives.Life;
import dev.wharfinger.records.history.HistoryStates.Page;
import dev.wharfinger.records.history.HistoryStates.Part;
import dev.wharfinger.records.history.HistoryStates.Position;
import dev.wharfinger.records.history.HistoryStates.State;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What something was, as clients see it. A long answer comes in pages, each with the state itself
 * and some of its parts: of an account first what belongs to it, then what it has elsewhere.
 */
@Singleton
class HistoryView {

  private final HistoryMoments moments;
  private final HistoryStates states;
  private final HistoryDocuments documents;
  private final PageToken tokens;

  @Inject
  HistoryView(
      HistoryMoments moments, HistoryStates states, HistoryDocuments documents, PageToken tokens) {
    this.moments = moments;
    this.states = states;
    this.documents = documents;
    this.tokens = tokens;
  }

  /** The state after a record. */
  Uni<ObjectNode> at(HistoryKind kind, Found found, long seq, Optional<String> token, Instant now) {
    Life life = found.life();
    String list = "history of " + life.entity() + " at " + seq;
    Position position =
        token
            .flatMap(given -> tokens.open(list, given, now))
            .map(Position::read)
            .orElseGet(() -> Position.beginning(life.firstOwner(), seq));
    return Uni.combine()
        .all()
        .unis(moments.time(seq), states.of(life.entity(), seq), states.parts(position, seq))
        .asTuple()
        .flatMap(read -> {
          Optional<State> state =
              read.getItem2().filter(it -> found.visible(life.entity(), it.document()) != null);
          Page page = state.isPresent() ? read.getItem3() : new Page(List.of(), Optional.empty());
          List<ObjectNode> sealed = new ArrayList<>();
          state.map(State::document).ifPresent(sealed::add);
          page.parts().forEach(part -> sealed.add(part.document()));
          return documents
              .shownFor(sealed)
              .map(shown -> {
                ObjectNode view = head(kind, found, seq, read.getItem1());
                put(state, shown, view);
                put(page.parts(), shown, view.putArray("parts"));
                page.next()
                    .or(() -> state.flatMap(it -> elsewhere(it, life, position, seq)))
                    .ifPresent(next -> view.put("next_page", tokens.seal(list, next.write(), now)));
                return view;
              });
        });
  }

  /** Where the parts begin that a user has in other namespaces. */
  private static Optional<Position> elsewhere(State state, Life life, Position position, long seq) {
    return position.owner() < 0 && state.document() != null && HistoryLives.isUser(state.document())
        ? Optional.of(Position.beginning(life.id(), seq))
        : Optional.empty();
  }

  private static ObjectNode head(HistoryKind kind, Found found, long seq, Optional<String> time) {
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("kind", kind.word());
    put(found.life(), view);
    view.put("seq", seq).put("time", time.orElse(null));
    ArrayNode others = view.putArray("others");
    found.others().forEach(other -> put(other, others.addObject()));
    return view;
  }

  private static void put(Life life, ObjectNode view) {
    view.put("id", life.id()).put("first_seq", life.born()).put("last_seq", life.ended());
  }

  private static void put(Optional<State> state, Shown shown, ObjectNode view) {
    view.put("from_seq", state.map(State::from).orElse(null));
    view.put("to_seq", state.map(State::to).orElse(null));
    view.set(
        "state",
        state
            .map(State::document)
            .<JsonNode>map(document -> HistoryDocuments.show(shown, document))
            .orElseGet(JsonNodeFactory.instance::nullNode));
  }

  private static void put(List<Part> parts, Shown shown, ArrayNode view) {
    for (Part part : parts) {
      view.addObject()
          .put("entity", part.entity())
          .put("from_seq", part.from())
          .set("state", HistoryDocuments.show(shown, part.document()));
    }
  }
}
