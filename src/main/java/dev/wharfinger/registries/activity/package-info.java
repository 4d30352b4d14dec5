/**
 * Reports of registries and builders: how they are received, and their effect on sizes and logs.
 */
@NullMarked
package dev.wharfinger.registries.activity;

import org.jspecify.annotations.NullMarked;
