/** Tests of the use cases over in-memory ports. */
@NullMarked
package dev.tabletalk.application.conversation;

import org.jspecify.annotations.NullMarked;
