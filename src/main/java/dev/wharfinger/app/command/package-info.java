/** What the artifact does when it is started: it serves, or carries out an operator's command. */
@NullMarked
package dev.wharfinger.app.command;

import org.jspecify.annotations.NullMarked;
