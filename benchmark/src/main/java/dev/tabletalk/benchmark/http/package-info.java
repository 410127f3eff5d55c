/** As much of HTTP/1.1 and server-sent events as a load client and a fake server need, cheap enough not to be what is measured. */
@NullMarked
package dev.tabletalk.benchmark.http;

import org.jspecify.annotations.NullMarked;
