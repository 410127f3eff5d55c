/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.domain.right;

import org.jspecify.annotations.NullMarked;
