/** Reaches the databases people ask about, in sessions that can only read. */
@NullMarked
package dev.tabletalk.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
