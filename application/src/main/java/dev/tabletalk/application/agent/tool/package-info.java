/** What the model may use to look into a database. */
@NullMarked
package dev.tabletalk.application.agent.tool;

import org.jspecify.annotations.NullMarked;
