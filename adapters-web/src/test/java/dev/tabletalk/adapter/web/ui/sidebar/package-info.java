/** Tests of the sidebar. */
@NullMarked
package dev.tabletalk.adapter.web.ui.sidebar;

import org.jspecify.annotations.NullMarked;
