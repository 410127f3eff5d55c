/** The routes and the layout around them. */
@NullMarked
package dev.tabletalk.adapter.web.ui.page;

import org.jspecify.annotations.NullMarked;
