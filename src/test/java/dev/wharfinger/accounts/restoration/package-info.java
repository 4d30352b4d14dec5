@NullMarked
package dev.wharfinger.accounts.restoration;

import org.jspecify.annotations.NullMarked;
