/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
