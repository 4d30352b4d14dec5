package dev.wharfinger.offenders.vault;

import dev.wharfinger.platform.journal.Head;

/** Keys lie outside the journal. */
public record KnowsTheJournal(Head head) {}
