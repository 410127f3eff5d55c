/** Tests of this package. */
@NullMarked
package dev.tabletalk.benchmark.server;

import org.jspecify.annotations.NullMarked;
