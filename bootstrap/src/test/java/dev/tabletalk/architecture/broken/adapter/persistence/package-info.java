/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.adapter.persistence;

import org.jspecify.annotations.NullMarked;
