/** The interface in the browser: its page and its wiring. */
@NullMarked
package dev.tabletalk.adapter.web.ui;

import org.jspecify.annotations.NullMarked;
