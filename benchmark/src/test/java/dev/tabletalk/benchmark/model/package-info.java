/** Tests of this package. */
@NullMarked
package dev.tabletalk.benchmark.model;

import org.jspecify.annotations.NullMarked;
