/** Tests. */
@NullMarked
package dev.tabletalk.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
