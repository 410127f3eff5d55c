/** Tests of the conversation pane, without a browser. */
@NullMarked
package dev.tabletalk.adapter.web.ui.trace;

import org.jspecify.annotations.NullMarked;
