/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.domain.left;

import org.jspecify.annotations.NullMarked;
