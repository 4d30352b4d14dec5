package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.tag.TagPlace.Expiration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The repository of the tags in tests of what the service does with them itself. */
final class TagPlaces {
  static final RepositoryId WEB = new RepositoryId(11);
  static final AccountId ACME = new AccountId(3);
  static final Personal NAME = new Personal.Known("acme", new UUID(0, 7));
  static final Optional<TagPlace> GONE = Optional.empty();

  private TagPlaces() {}

  /** Its tag was not told when to expire. */
  static Optional<TagPlace> untold() {
    return place(Optional.empty());
  }

  /** What its tag is set to since a time expires at another. */
  static Optional<TagPlace> told(Instant starts, Instant expires) {
    return place(Optional.of(new Expiration(starts, expires)));
  }

  /** Its tag is immutable with this, and was not told when to expire. */
  static Optional<TagPlace> immutable(String digest, boolean overwritten) {
    return Optional.of(
        new TagPlace(
            WEB,
            "web",
            ACME,
            NAME,
            Optional.empty(),
            Optional.of(new TagPlace.Immutability(digest, overwritten))));
  }

  private static Optional<TagPlace> place(Optional<Expiration> expiration) {
    return Optional.of(new TagPlace(WEB, "web", ACME, NAME, expiration, Optional.empty()));
  }
}
