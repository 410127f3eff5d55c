/** Tests of this package. */
@NullMarked
package dev.tabletalk.benchmark.client;

import org.jspecify.annotations.NullMarked;
