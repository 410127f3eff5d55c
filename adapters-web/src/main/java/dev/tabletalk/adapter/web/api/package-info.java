/** The REST API: controllers, their JSON, event streams and problems. */
@NullMarked
package dev.tabletalk.adapter.web.api;

import org.jspecify.annotations.NullMarked;
