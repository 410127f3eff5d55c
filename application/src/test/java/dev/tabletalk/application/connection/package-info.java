/** Tests of the use cases over in-memory ports. */
@NullMarked
package dev.tabletalk.application.connection;

import org.jspecify.annotations.NullMarked;
