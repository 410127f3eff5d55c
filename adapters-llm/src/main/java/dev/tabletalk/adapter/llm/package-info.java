/** Language models behind any endpoint that speaks OpenAI's chat completions. */
@NullMarked
package dev.tabletalk.adapter.llm;

import org.jspecify.annotations.NullMarked;
