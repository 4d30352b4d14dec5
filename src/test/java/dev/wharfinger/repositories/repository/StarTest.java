package dev.wharfinger.repositories.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryStarred;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryUnstarred;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StarTest {

  private static final RepositoryName WEB = new RepositoryName("acme", "web");
  private static final Star MISSING = new Star(OptionalLong.empty(), false);
  private static final Star PLAIN = new Star(OptionalLong.of(11), false);
  private static final Star STARRED = new Star(OptionalLong.of(11), true);
  private static final long ADA = Somebody.ADA.account();

  @Test
  void starsOnce() {
    CreateStar.Create create = new CreateStar.Create(WEB, Somebody.ADA);
    assertThat(Decide.on(PLAIN, create)).isEqualTo(Decision.accept(new RepositoryStarred(ADA, 11)));
    assertThat(Decide.on(STARRED, create)).isEqualTo(Decision.accept());
    assertThat(Decide.on(MISSING, create)).isEqualTo(Decision.accept());
  }

  @Test
  void removesAStarOnce() {
    DeleteStar.Delete delete = new DeleteStar.Delete(WEB, Somebody.ADA);
    assertThat(Decide.on(STARRED, delete))
        .isEqualTo(Decision.accept(new RepositoryUnstarred(ADA, 11)));
    assertThat(Decide.on(PLAIN, delete)).isEqualTo(Decision.accept());
    assertThat(Decide.on(MISSING, delete)).isEqualTo(Decision.accept());
  }
}
