/** Access tokens of repositories, which exist no longer: their routes say so. */
@NullMarked
package dev.wharfinger.repositories.token;

import org.jspecify.annotations.NullMarked;
