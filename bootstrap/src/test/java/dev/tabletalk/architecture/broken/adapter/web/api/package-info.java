/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.adapter.web.api;

import org.jspecify.annotations.NullMarked;
