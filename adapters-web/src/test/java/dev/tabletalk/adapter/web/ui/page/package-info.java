/** Tests of routes and layout. */
@NullMarked
package dev.tabletalk.adapter.web.ui.page;

import org.jspecify.annotations.NullMarked;
