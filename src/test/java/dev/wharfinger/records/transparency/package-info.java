@NullMarked
package dev.wharfinger.records.transparency;

import org.jspecify.annotations.NullMarked;
