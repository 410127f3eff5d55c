/** Tests of the language models, and a model server of our own that can be told how to misbehave. */
@NullMarked
package dev.tabletalk.adapter.llm;

import org.jspecify.annotations.NullMarked;
