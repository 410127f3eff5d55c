/** One conversation: its messages, tool calls, results and the composer. */
@NullMarked
package dev.tabletalk.adapter.web.ui.conversation;

import org.jspecify.annotations.NullMarked;
