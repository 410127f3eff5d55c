/** Measures the program from outside: its speed, its cost and what it leaves behind. */
@NullMarked
package dev.tabletalk.benchmark;

import org.jspecify.annotations.NullMarked;
