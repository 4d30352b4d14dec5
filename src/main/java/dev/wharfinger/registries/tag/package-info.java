/**
 * Tags and manifests of repositories: what registries reported of them, and what is done with them
 * at the attached registry.
 */
@NullMarked
package dev.wharfinger.registries.tag;

import org.jspecify.annotations.NullMarked;
