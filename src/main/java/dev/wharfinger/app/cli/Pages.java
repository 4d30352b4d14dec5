package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a list, one after the other. Source: contract common 7.
 *
 * @param path of the list
 * @param query what its first page is asked with
 * @param list the name under which a page has its items
 */
record Pages(Client client, String path, Map<String, @Nullable String> query, String list) {

  private static final String NEXT = "next_page";

  Pages {
    query = new LinkedHashMap<>(query);
  }

  /** Takes page after page, until there is none or the taker has enough and says false. */
  void each(Predicate<JsonNode> taker) {
    Optional<String> next = Optional.empty();
    while (true) {
      Map<String, @Nullable String> asked =
          next.isEmpty() ? query : Address.with(query, NEXT, next.get());
      JsonNode page = client.get(path + Address.query(asked));
      Optional<String> following = Optional.ofNullable(page.path(NEXT).textValue());
      if (!taker.test(page) || following.isEmpty()) {
        return;
      }
      if (following.equals(next)) {
        throw new Failure("The list does not go on: its next page is the same again.");
      }
      next = following;
    }
  }

  /** Whether a field is what pages are made of, and none of what they have in common. */
  boolean isOfPage(String field) {
    return field.equals(NEXT) || field.equals(list);
  }
}
