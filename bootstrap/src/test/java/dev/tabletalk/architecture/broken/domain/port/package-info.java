/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.domain.port;

import org.jspecify.annotations.NullMarked;
