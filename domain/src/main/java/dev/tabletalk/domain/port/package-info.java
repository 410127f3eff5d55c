/** What the domain needs from outside: stores, models and target databases. */
@NullMarked
package dev.tabletalk.domain.port;

import org.jspecify.annotations.NullMarked;
