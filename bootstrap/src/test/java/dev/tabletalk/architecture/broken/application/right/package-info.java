/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.application.right;

import org.jspecify.annotations.NullMarked;
