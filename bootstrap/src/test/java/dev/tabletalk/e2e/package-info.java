/** The whole program used as a person would: in a real browser, over real HTTP. */
@NullMarked
package dev.tabletalk.e2e;

import org.jspecify.annotations.NullMarked;
