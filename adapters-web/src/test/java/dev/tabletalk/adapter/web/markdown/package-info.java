/** Tests of what makes texts safe to show. */
@NullMarked
package dev.tabletalk.adapter.web.markdown;

import org.jspecify.annotations.NullMarked;
