/** Tests of the whole program. */
@NullMarked
package dev.tabletalk;

import org.jspecify.annotations.NullMarked;
