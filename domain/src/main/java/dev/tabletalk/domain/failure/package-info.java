/** One kind of failure for the model, the interface and HTTP. */
@NullMarked
package dev.tabletalk.domain.failure;

import org.jspecify.annotations.NullMarked;
