/** What models were asked, in the very words: the record of each call. */
@NullMarked
package dev.tabletalk.domain.trace;

import org.jspecify.annotations.NullMarked;
