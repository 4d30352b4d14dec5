/** The engine as the service puts it together. */
@NullMarked
package dev.wharfinger.engine;

import org.jspecify.annotations.NullMarked;
