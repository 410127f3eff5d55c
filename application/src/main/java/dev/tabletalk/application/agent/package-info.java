/** Asking the agent: runs, their events, and the loop between model and tools. */
@NullMarked
package dev.tabletalk.application.agent;

import org.jspecify.annotations.NullMarked;
