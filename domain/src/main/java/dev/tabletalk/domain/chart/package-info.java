/** How rows can be drawn: which columns stand for what, chosen and checked. */
@NullMarked
package dev.tabletalk.domain.chart;

import org.jspecify.annotations.NullMarked;
