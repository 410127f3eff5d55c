/** Figures and the table they are shown in. */
@NullMarked
package dev.tabletalk.benchmark.report;

import org.jspecify.annotations.NullMarked;
