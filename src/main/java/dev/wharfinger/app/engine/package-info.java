/** Puts the journal's parts together with the areas and starts them. */
@NullMarked
package dev.wharfinger.app.engine;

import org.jspecify.annotations.NullMarked;
