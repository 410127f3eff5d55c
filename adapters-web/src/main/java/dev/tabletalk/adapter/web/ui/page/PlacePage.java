package dev.tabletalk.adapter.web.ui.page;

import org.jspecify.annotations.Nullable;

/** A page that belongs to a database. */
interface PlacePage {
    /** Where it is; null until it has been opened. */
    @Nullable
    Place place();
}
