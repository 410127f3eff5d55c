@NullMarked
package dev.tabletalk.application.sql;

import org.jspecify.annotations.NullMarked;
