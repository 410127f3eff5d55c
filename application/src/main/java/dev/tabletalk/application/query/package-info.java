/** Running SQL without the model, and reading stored results. */
@NullMarked
package dev.tabletalk.application.query;

import org.jspecify.annotations.NullMarked;
