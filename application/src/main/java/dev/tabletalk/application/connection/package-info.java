/** Saving, testing and looking into the databases people may ask about. */
@NullMarked
package dev.tabletalk.application.connection;

import org.jspecify.annotations.NullMarked;
