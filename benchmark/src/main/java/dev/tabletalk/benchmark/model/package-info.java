/** A fake of an OpenAI-compatible model: fast, scripted by the question, and it knows when it sent each token. */
@NullMarked
package dev.tabletalk.benchmark.model;

import org.jspecify.annotations.NullMarked;
