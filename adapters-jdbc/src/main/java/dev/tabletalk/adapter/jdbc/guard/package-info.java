/** Understands SQL well enough to tell what only reads, without a grammar of every dialect. */
@NullMarked
package dev.tabletalk.adapter.jdbc.guard;

import org.jspecify.annotations.NullMarked;
