package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.vault.DerivedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The {@code next_page} of a list: where the next page begins, encrypted and authenticated, valid
 * for one list and for two days. Source: contract common 7.
 */
public final class PageToken {

  @Bound(
      of = "lifetime of a page token",
      unit = "days",
      beyond = "the list starts from the beginning",
      test = "PageTokenTest.livesTwoDays")
  private static final Duration LIFETIME = Duration.ofDays(2);

  private static final String LIST = "list";
  private static final String EXPIRES = "expires";
  private static final String STATE = "state";

  private final SealedJson sealed;

  /**
   * Prepares the cipher.
   *
   * @param keys of 32 secret bytes, the same in every instance of the service
   */
  public PageToken(DerivedKeys keys) {
    this.sealed = new SealedJson(keys);
  }

  /**
   * Seals a state.
   *
   * @param list the one list that the token continues
   */
  public String seal(String list, ObjectNode state, Instant now) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put(LIST, list).put(EXPIRES, now.plus(LIFETIME).getEpochSecond()).set(STATE, state);
    return sealed.seal(content);
  }

  /** The state of a token; empty for one that is malformed, forged, expired or of another list. */
  public Optional<ObjectNode> open(String list, String token, Instant now) {
    return sealed
        .open(token)
        .filter(content -> content.path(LIST).asText().equals(list))
        .filter(content -> content.path(EXPIRES).asLong() > now.getEpochSecond())
        .map(content -> content.get(STATE))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast);
  }
}
