/** The list of conversations and what stands around it: databases, search, model and colours. */
@NullMarked
package dev.tabletalk.adapter.web.ui.sidebar;

import org.jspecify.annotations.NullMarked;
