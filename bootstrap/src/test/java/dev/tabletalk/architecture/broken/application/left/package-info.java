/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.application.left;

import org.jspecify.annotations.NullMarked;
