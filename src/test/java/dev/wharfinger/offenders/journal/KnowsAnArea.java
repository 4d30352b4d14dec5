package dev.wharfinger.offenders.journal;

import dev.wharfinger.accounts.organization.OrganizationEvent;

/** The engine must not know what events mean. */
public record KnowsAnArea(OrganizationEvent event) {}
