/** Editing the queries of answers and running them again, without the model; and what changed. */
@NullMarked
package dev.tabletalk.application.sql;

import org.jspecify.annotations.NullMarked;
