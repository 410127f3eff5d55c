/** SQL texts, the guard that lets only reads pass, and the bounded results of running them. */
@NullMarked
package dev.tabletalk.domain.query;

import org.jspecify.annotations.NullMarked;
