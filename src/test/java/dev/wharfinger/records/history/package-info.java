@NullMarked
package dev.wharfinger.records.history;

import org.jspecify.annotations.NullMarked;
