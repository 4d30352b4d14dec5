@NullMarked
package dev.wharfinger.platform.config;

import org.jspecify.annotations.NullMarked;
