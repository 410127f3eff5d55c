/** What guards every page and every call: who may ask, how much, and what a browser may do with the answer. */
@NullMarked
package dev.tabletalk.adapter.web.security;

import org.jspecify.annotations.NullMarked;
