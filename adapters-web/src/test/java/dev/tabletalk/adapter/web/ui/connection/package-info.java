/** Tests of the connections page. */
@NullMarked
package dev.tabletalk.adapter.web.ui.connection;

import org.jspecify.annotations.NullMarked;
