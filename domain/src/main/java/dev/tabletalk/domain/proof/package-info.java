/** The proof that a connection is read-only: attacks, what came of them, and what the account could do without us. */
@NullMarked
package dev.tabletalk.domain.proof;

import org.jspecify.annotations.NullMarked;
