/** How JSON is read, wherever it comes from. */
@NullMarked
package dev.wharfinger.platform.json;

import org.jspecify.annotations.NullMarked;
