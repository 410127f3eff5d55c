/** Tests of this package. */
@NullMarked
package dev.tabletalk.benchmark.report;

import org.jspecify.annotations.NullMarked;
