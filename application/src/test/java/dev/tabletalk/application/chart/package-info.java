/** Tests of the use cases over in-memory ports. */
@NullMarked
package dev.tabletalk.application.chart;

import org.jspecify.annotations.NullMarked;
