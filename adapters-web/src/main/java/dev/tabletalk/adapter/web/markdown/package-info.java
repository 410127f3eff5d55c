/** Texts of models, people and databases made safe to show; for the interface and for what is taken away. */
@NullMarked
package dev.tabletalk.adapter.web.markdown;

import org.jspecify.annotations.NullMarked;
