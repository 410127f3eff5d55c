/** Records every call to a model and shows the record: what it was for, what came of it, and what was sent. */
@NullMarked
package dev.tabletalk.application.trace;

import org.jspecify.annotations.NullMarked;
