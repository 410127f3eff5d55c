/** A rule-based model: it reads the schema through the tools, turns common shapes of questions into SQL, and admits the rest. */
@NullMarked
package dev.tabletalk.adapter.llm.offline;

import org.jspecify.annotations.NullMarked;
