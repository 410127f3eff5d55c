/** Tests of this package. */
@NullMarked
package dev.tabletalk.benchmark.http;

import org.jspecify.annotations.NullMarked;
