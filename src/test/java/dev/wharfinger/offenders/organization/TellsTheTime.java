package dev.wharfinger.offenders.organization;

import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.organization.OrganizationEvent;
import java.time.Instant;

/** A replay must write the same rows a year later. */
public final class TellsTheTime implements Projector<OrganizationEvent> {
  @Override
  public Class<OrganizationEvent> events() {
    return OrganizationEvent.class;
  }

  @Override
  public void project(OrganizationEvent event, Fact fact, Rows rows) {
    rows.changed(Instant.now().toString());
  }
}
