/** Tests of taking data away. */
@NullMarked
package dev.tabletalk.application.takeaway;

import org.jspecify.annotations.NullMarked;
