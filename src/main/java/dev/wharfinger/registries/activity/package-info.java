/** What registries and builders report: how it comes in, and what it means for sizes and logs. */
@NullMarked
package dev.wharfinger.registries.activity;

import org.jspecify.annotations.NullMarked;
