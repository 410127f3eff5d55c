/** Tests of this package. */
@NullMarked
package dev.tabletalk.benchmark;

import org.jspecify.annotations.NullMarked;
