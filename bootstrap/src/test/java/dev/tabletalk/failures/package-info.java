/** What goes wrong around the program, end to end: each failure is a state with a sentence, and nothing is lost. */
@NullMarked
package dev.tabletalk.failures;

import org.jspecify.annotations.NullMarked;
