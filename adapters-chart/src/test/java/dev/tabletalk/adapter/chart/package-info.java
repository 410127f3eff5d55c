/** Charts drawn without a page. */
@NullMarked
package dev.tabletalk.adapter.chart;

import org.jspecify.annotations.NullMarked;
