/** A statement as a person sees it. */
@NullMarked
package dev.tabletalk.adapter.web.ui.sql;

import org.jspecify.annotations.NullMarked;
