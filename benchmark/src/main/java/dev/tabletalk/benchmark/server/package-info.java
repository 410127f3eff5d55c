/** The processes under test and what can be learnt about them from outside. */
@NullMarked
package dev.tabletalk.benchmark.server;

import org.jspecify.annotations.NullMarked;
