/** Tests of the REST API, most of them through real HTTP over in-memory ports. */
@NullMarked
package dev.tabletalk.adapter.web.api;

import org.jspecify.annotations.NullMarked;
