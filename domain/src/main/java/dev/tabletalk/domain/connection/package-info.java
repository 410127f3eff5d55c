/** The databases people may ask about, and how they are reached. */
@NullMarked
package dev.tabletalk.domain.connection;

import org.jspecify.annotations.NullMarked;
