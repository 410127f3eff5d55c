package dev.tabletalk.adapter.web.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.domain.failure.FailureException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the person that something failed, and the log why. */
final class CalmErrorHandler implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CalmErrorHandler.class);

    @Override
    public void error(ErrorEvent event) {
        // listeners cannot throw it: it is the connection, and the page comes again when it can
        if (event.getThrowable() instanceof IOException gone) {
            LOG.debug("A browser has gone in the middle of an answer: {}", gone.toString());
            return;
        }
        FailureException failed = failure(event.getThrowable());
        if (failed == null) {
            LOG.error("A listener of the interface failed", event.getThrowable());
        }
        if (UI.getCurrent() == null) {
            return;
        }
        if (failed == null) {
            Notices.showUnexpected();
        } else {
            Notices.showFailure(failed);
        }
    }

    private static @Nullable FailureException failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailureException failed) {
                return failed;
            }
        }
        return null;
    }
}
