package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void countsUpFromWhereTheHeadLeftIt() {
    Ids ids = new Ids(41);
    assertThat(ids.next()).isEqualTo(41);
    assertThat(ids.next()).isEqualTo(42);
    assertThat(ids.peek()).isEqualTo(43);
  }

  @Test
  void drawsAllKindsFromOneCounter() {
    Ids ids = new Ids(41);
    assertThat(ids.next(OrganizationId::new)).isEqualTo(new OrganizationId(41));
    assertThat(ids.next(TeamId::new)).isEqualTo(new TeamId(42));
    assertThat(ids.next()).isEqualTo(43);
  }

  @Test
  void givesBackWhatNoRecordMentions() {
    Ids ids = new Ids(1);
    assertThat(ids.next()).isEqualTo(1);
    ids.rewind(1);
    assertThat(ids.next()).isEqualTo(1);
  }
}
