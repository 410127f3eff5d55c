/** Tests of what the views share. */
@NullMarked
package dev.tabletalk.adapter.web.ui.workspace;

import org.jspecify.annotations.NullMarked;
