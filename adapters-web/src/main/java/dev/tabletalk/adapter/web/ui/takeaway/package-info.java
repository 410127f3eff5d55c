/** Taking away what is shown: rows, whole results, conversations. */
@NullMarked
package dev.tabletalk.adapter.web.ui.takeaway;

import org.jspecify.annotations.NullMarked;
