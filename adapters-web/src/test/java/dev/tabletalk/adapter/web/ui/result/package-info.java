/** Tests of the conversation pane, without a browser. */
@NullMarked
package dev.tabletalk.adapter.web.ui.result;

import org.jspecify.annotations.NullMarked;
