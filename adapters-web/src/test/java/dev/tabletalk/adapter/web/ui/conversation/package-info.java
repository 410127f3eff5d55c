/** Tests of the conversation pane, without a browser. */
@NullMarked
package dev.tabletalk.adapter.web.ui.conversation;

import org.jspecify.annotations.NullMarked;
