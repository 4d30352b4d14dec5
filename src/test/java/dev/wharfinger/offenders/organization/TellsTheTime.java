package dev.wharfinger.offenders.organization;

import dev.wharfinger.accounts.organization.OrganizationEvent;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import java.time.Instant;

/** A replay must write the same rows a year later. */
public final class TellsTheTime implements Projector<OrganizationEvent> {
  @Override
  public Class<OrganizationEvent> events() {
    return OrganizationEvent.class;
  }

  @Override
  public void project(OrganizationEvent event, EventMetadata metadata, Rows rows) {
    rows.invalidate(Instant.now().toString());
  }
}
