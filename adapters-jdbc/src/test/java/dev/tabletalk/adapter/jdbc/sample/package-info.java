/** Tests of the sample database. */
@NullMarked
package dev.tabletalk.adapter.jdbc.sample;

import org.jspecify.annotations.NullMarked;
