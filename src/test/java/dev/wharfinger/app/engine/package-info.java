/** The engine as the service puts it together. */
@NullMarked
package dev.wharfinger.app.engine;

import org.jspecify.annotations.NullMarked;
