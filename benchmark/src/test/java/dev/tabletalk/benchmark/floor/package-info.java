/** Tests of this package. */
@NullMarked
package dev.tabletalk.benchmark.floor;

import org.jspecify.annotations.NullMarked;
