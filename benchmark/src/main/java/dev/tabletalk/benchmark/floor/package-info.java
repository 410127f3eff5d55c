/** The least a durable chat must do, without any framework: what the program is measured against. */
@NullMarked
package dev.tabletalk.benchmark.floor;

import org.jspecify.annotations.NullMarked;
