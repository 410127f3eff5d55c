/** Tests of the offline model that need no database. */
@NullMarked
package dev.tabletalk.adapter.llm.offline;

import org.jspecify.annotations.NullMarked;
