/** Keeping, finding and naming conversations. */
@NullMarked
package dev.tabletalk.application.conversation;

import org.jspecify.annotations.NullMarked;
