package dev.tabletalk.adapter.web.ui.page;

import dev.tabletalk.adapter.web.ui.workspace.LastPlaces.Place;
import org.jspecify.annotations.Nullable;

/** A page that belongs to a database. */
interface PlacePage {
    /** Where it is; null when its address leads nowhere. */
    @Nullable
    Place place();
}
