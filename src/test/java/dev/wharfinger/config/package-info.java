@NullMarked
package dev.wharfinger.config;

import org.jspecify.annotations.NullMarked;
