/** The page on which connections are added, tested and deleted. */
@NullMarked
package dev.tabletalk.adapter.web.ui.connection;

import org.jspecify.annotations.NullMarked;
