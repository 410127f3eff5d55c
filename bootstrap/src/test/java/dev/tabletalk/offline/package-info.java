/** The offline model asked about real databases. */
@NullMarked
package dev.tabletalk.offline;

import org.jspecify.annotations.NullMarked;
