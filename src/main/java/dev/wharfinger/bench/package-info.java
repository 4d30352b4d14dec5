/** What the bench profile adds to the service: the floors that its figures are held against. */
@NullMarked
package dev.wharfinger.bench;

import org.jspecify.annotations.NullMarked;
