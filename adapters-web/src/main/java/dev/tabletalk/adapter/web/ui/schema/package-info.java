/** The page on which people look into the tables of a database. */
@NullMarked
package dev.tabletalk.adapter.web.ui.schema;

import org.jspecify.annotations.NullMarked;
