/** Tests. */
@NullMarked
package dev.tabletalk.adapter.jdbc.guard;

import org.jspecify.annotations.NullMarked;
