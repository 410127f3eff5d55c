package dev.tabletalk.adapter.web.ui.workspace;

import dev.tabletalk.domain.connection.ConnectionId;
import org.jspecify.annotations.Nullable;

/** A page that is no conversation, and so names itself. */
public interface TitledPage {
    String heading();

    /** The database it is about; null when it is about none or all. */
    default @Nullable ConnectionId connection() {
        return null;
    }
}
