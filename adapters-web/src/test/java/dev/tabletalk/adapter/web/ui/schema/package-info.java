/** Tests of the page of tables. */
@NullMarked
package dev.tabletalk.adapter.web.ui.schema;

import org.jspecify.annotations.NullMarked;
