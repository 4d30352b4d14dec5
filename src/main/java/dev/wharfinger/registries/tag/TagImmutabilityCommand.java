package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.registries.tag.TagEvent.ImmutableBy;
import dev.wharfinger.registries.tag.TagEvent.ImmutableTagOverwritten;
import dev.wharfinger.registries.tag.TagEvent.ImmutableTagPutBack;
import dev.wharfinger.registries.tag.TagEvent.TagMadeImmutable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the service itself records of immutable tags. Source: contract repositories 1.8, 4. */
sealed interface TagImmutabilityCommand extends OwnTagCommand {

  /**
   * A tag becomes immutable, unless it is already, be it with something else that was overwritten.
   *
   * @param canExpire whether it may expire all the same
   */
  record MakeImmutable(
      RepositoryId repository, String tag, String digest, ImmutableBy by, boolean canExpire)
      implements TagImmutabilityCommand {

    @Override
    public Optional<TagEvent> event(TagPlace place) {
      return place.immutability().isPresent()
          ? Optional.empty()
          : Optional.of(
              new TagMadeImmutable(
                  place.repository(),
                  place.name(),
                  place.account(),
                  place.namespace(),
                  tag,
                  digest,
                  by,
                  place.expiration().isPresent() && !canExpire));
    }
  }

  /**
   * An immutable tag was set to something else, or deleted.
   *
   * @param digest what it was set to immutably
   * @param now what it is set to; null if it was deleted
   */
  record Overwrite(
      RepositoryId repository, String tag, String digest, @Nullable String now, boolean putBack)
      implements TagImmutabilityCommand {

    @Override
    public Optional<TagEvent> event(TagPlace place) {
      return place.immutability().filter(it -> it.digest().equals(digest)).isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ImmutableTagOverwritten(
                  place.repository(),
                  place.name(),
                  place.account(),
                  place.namespace(),
                  tag,
                  digest,
                  now,
                  putBack));
    }
  }

  /** An immutable tag was put back at the registry. */
  record PutBack(RepositoryId repository, String tag, String digest)
      implements TagImmutabilityCommand {

    @Override
    public Optional<TagEvent> event(TagPlace place) {
      return place
          .immutability()
          .filter(it -> it.overwritten() && it.digest().equals(digest))
          .map(_ ->
              new ImmutableTagPutBack(
                  place.repository(),
                  place.name(),
                  place.account(),
                  place.namespace(),
                  tag,
                  digest));
    }
  }
}
