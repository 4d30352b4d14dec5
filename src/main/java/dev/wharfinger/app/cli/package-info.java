/**
 * The terminal client: it speaks to a running service over HTTP like any other client, and uses
 * nothing of what the service is made of. No class of it is a bean; it runs before Quarkus starts.
 */
@NullMarked
@Vetoed
package dev.wharfinger.app.cli;

import jakarta.enterprise.inject.Vetoed;
import org.jspecify.annotations.NullMarked;
