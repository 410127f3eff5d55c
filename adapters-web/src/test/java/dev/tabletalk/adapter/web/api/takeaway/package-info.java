/** Tests of what can be taken away. */
@NullMarked
package dev.tabletalk.adapter.web.api.takeaway;

import org.jspecify.annotations.NullMarked;
