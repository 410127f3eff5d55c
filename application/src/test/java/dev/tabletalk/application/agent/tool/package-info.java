/** Tests of the use cases over in-memory ports. */
@NullMarked
package dev.tabletalk.application.agent.tool;

import org.jspecify.annotations.NullMarked;
