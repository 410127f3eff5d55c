/** The load: clients that ask, and watch that every token comes once and in order. */
@NullMarked
package dev.tabletalk.benchmark.client;

import org.jspecify.annotations.NullMarked;
