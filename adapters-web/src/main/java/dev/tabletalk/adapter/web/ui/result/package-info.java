/** The rows of a result. */
@NullMarked
package dev.tabletalk.adapter.web.ui.result;

import org.jspecify.annotations.NullMarked;
