/** Tests of taking away in the page. */
@NullMarked
package dev.tabletalk.adapter.web.ui.takeaway;

import org.jspecify.annotations.NullMarked;
