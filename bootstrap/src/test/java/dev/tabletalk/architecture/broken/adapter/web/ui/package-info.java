/** Breaks rules on purpose. */
@NullMarked
package dev.tabletalk.architecture.broken.adapter.web.ui;

import org.jspecify.annotations.NullMarked;
