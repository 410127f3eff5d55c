/** The tables of a database as the agent and people see them. */
@NullMarked
package dev.tabletalk.domain.schema;

import org.jspecify.annotations.NullMarked;
