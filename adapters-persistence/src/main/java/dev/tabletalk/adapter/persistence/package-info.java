/** Keeps connections, conversations, turns and results in one SQLite file. */
@NullMarked
package dev.tabletalk.adapter.persistence;

import org.jspecify.annotations.NullMarked;
