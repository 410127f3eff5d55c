/** Shows how an answer was made: its steps, their times, and what the model saw. */
@NullMarked
package dev.tabletalk.adapter.web.ui.trace;

import org.jspecify.annotations.NullMarked;
