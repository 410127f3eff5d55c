/** A whole conversation in pieces, to be taken away and brought back. */
@NullMarked
package dev.tabletalk.domain.archive;

import org.jspecify.annotations.NullMarked;
