/**
 * Usage logs: the row of every event, and the lists that show them. The tables of each month are
 * created and dropped by functions of db/model and db/activity, and the counts of each day are kept
 * by triggers there.
 */
@NullMarked
package dev.wharfinger.records.log;

import org.jspecify.annotations.NullMarked;
