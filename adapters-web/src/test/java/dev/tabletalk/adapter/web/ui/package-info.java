/** How the views are tested: in the server, over the real services and in-memory ports. */
@NullMarked
package dev.tabletalk.adapter.web.ui;

import org.jspecify.annotations.NullMarked;
