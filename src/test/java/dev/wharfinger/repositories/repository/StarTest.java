package dev.wharfinger.repositories.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryStarred;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryUnstarred;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StarTest {

  private static final RepositoryName WEB = new RepositoryName("acme", "web");
  private static final RepositoryId WEB_ID = new RepositoryId(11);
  private static final Star MISSING = new Star(Optional.empty(), false);
  private static final Star PLAIN = new Star(Optional.of(WEB_ID), false);
  private static final Star STARRED = new Star(Optional.of(WEB_ID), true);
  private static final AccountId ADA = Somebody.ADA.account();

  @Test
  void starsOnce() {
    CreateStar.Create create = new CreateStar.Create(WEB, Somebody.ADA);
    assertThat(Decide.on(PLAIN, create))
        .isEqualTo(Decision.accept(new RepositoryStarred(ADA, WEB_ID)));
    assertThat(Decide.on(STARRED, create)).isEqualTo(Decision.accept());
    assertThat(Decide.on(MISSING, create)).isEqualTo(Decision.accept());
  }

  @Test
  void removesAStarOnce() {
    DeleteStar.Delete delete = new DeleteStar.Delete(WEB, Somebody.ADA);
    assertThat(Decide.on(STARRED, delete))
        .isEqualTo(Decision.accept(new RepositoryUnstarred(ADA, WEB_ID)));
    assertThat(Decide.on(PLAIN, delete)).isEqualTo(Decision.accept());
    assertThat(Decide.on(MISSING, delete)).isEqualTo(Decision.accept());
  }
}
