/** Tests of what guards every page and call. */
@NullMarked
package dev.tabletalk.adapter.web.security;

import org.jspecify.annotations.NullMarked;
