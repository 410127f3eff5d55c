/** Charts of results: those the agent shows and those people choose. */
@NullMarked
package dev.tabletalk.application.chart;

import org.jspecify.annotations.NullMarked;
