/** What was when: every state of organizations, users, teams, robots and repositories. */
@NullMarked
package dev.wharfinger.records.history;

import org.jspecify.annotations.NullMarked;
