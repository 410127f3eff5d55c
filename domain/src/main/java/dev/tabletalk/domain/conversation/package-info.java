/** What people and the agent said to each other: conversations, turns, messages and tool calls. */
@NullMarked
package dev.tabletalk.domain.conversation;

import org.jspecify.annotations.NullMarked;
