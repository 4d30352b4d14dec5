/** What the artifact does when it is started: it serves, or carries out an operator's command. */
@NullMarked
package dev.wharfinger.command;

import org.jspecify.annotations.NullMarked;
