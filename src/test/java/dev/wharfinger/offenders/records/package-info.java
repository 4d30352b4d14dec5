/** What would stand in the district of records, and breaks a rule there. */
@NullMarked
package dev.wharfinger.offenders.records;

import org.jspecify.annotations.NullMarked;
