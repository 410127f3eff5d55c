/** Tests of proving that connections are read-only. */
@NullMarked
package dev.tabletalk.application.proof;

import org.jspecify.annotations.NullMarked;
