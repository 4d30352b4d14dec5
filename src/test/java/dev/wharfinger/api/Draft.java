package dev.wharfinger.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.wharfinger.api.GeneratedRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request that is being made. */
final class Draft {

  final List<String> query = new ArrayList<>();
  final List<String> form = new ArrayList<>();
  final List<Header> headers = new ArrayList<>();
  String method;
  String path = "/";
  JsonNode json = MissingNode.getInstance();
  byte @Nullable [] body;
  Framing framing = Framing.LENGTH;

  Draft(String method) {
    this.method = method;
  }

  /** The body as it stands. */
  byte[] bytes() {
    byte[] made = body;
    if (made != null) {
      return made;
    }
    String text = json.isMissingNode() ? String.join("&", form) : json.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Puts a header in the place of the one of its name. */
  void replace(String name, String value) {
    headers.removeIf(it -> it.name().equalsIgnoreCase(name));
    headers.add(new Header(name, value));
  }

  GeneratedRequest request(long index, String operation, Role role, Set<Twist> twists) {
    String target = query.isEmpty() ? path : path + "?" + String.join("&", query);
    return new GeneratedRequest(
        index,
        operation,
        role,
        twists.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(twists)),
        method,
        target.replace(" ", "%20"),
        List.copyOf(headers),
        bytes(),
        framing);
  }
}
