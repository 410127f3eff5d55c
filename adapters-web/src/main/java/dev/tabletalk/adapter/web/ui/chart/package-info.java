/** The chart of a result. */
@NullMarked
package dev.tabletalk.adapter.web.ui.chart;

import org.jspecify.annotations.NullMarked;
