/** Starts Tabletalk and wires its parts together. */
@NullMarked
package dev.tabletalk;

import org.jspecify.annotations.NullMarked;
