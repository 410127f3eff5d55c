/** Tests of the use cases over in-memory ports. */
@NullMarked
package dev.tabletalk.application.trace;

import org.jspecify.annotations.NullMarked;
