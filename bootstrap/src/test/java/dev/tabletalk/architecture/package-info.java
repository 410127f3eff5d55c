/** What each part of the program may know. */
@NullMarked
package dev.tabletalk.architecture;

import org.jspecify.annotations.NullMarked;
