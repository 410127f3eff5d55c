/** Draws charts on the server with the scripts of the page, in a JavaScript engine that reaches nothing else. */
@NullMarked
package dev.tabletalk.adapter.chart;

import org.jspecify.annotations.NullMarked;
