/**
 * The journal as a transparency log: a Merkle tree over its records, with signed checkpoints, by
 * which anybody can hold the operator to what was written. Source: docs/proof.md.
 */
@NullMarked
package dev.wharfinger.records.transparency;

import org.jspecify.annotations.NullMarked;
