/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.adapter.chart;

import org.jspecify.annotations.NullMarked;
