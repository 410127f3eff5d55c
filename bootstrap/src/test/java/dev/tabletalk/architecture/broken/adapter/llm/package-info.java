/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.adapter.llm;

import org.jspecify.annotations.NullMarked;
