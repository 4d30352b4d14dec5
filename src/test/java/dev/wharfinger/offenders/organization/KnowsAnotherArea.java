package dev.wharfinger.offenders.organization;

import dev.wharfinger.offenders.team.TeamRow;

/** Areas meet through events and views. */
public record KnowsAnotherArea(TeamRow row) {}
