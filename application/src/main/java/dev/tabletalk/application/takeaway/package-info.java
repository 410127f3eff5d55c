/** Taking data away: rows as files, and whole conversations out and in. */
@NullMarked
package dev.tabletalk.application.takeaway;

import org.jspecify.annotations.NullMarked;
