/** Tests of the conversation pane, without a browser. */
@NullMarked
package dev.tabletalk.adapter.web.ui.sql;

import org.jspecify.annotations.NullMarked;
