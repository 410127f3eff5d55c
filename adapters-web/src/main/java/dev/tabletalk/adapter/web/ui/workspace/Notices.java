package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import dev.tabletalk.domain.failure.FailureException;

/** Short messages at the edge of the page. */
public final class Notices {
    private static final int SECONDS = 6;

    private Notices() {}

    /** Says that something was done. */
    public static void show(String message) {
        open(message);
    }

    /** Says what went wrong, in the words of the failure. */
    public static void showFailure(FailureException failed) {
        open(failed.failure().message()).addThemeVariants(NotificationVariant.ERROR);
    }

    /** For a bug of ours: the details are in the log. */
    public static void showUnexpected() {
        open("Something went wrong on our side. Try again; if it stays, reload the page.")
                .addThemeVariants(NotificationVariant.ERROR);
    }

    private static Notification open(String message) {
        Notification notification = new Notification(message, SECONDS * 1_000, Notification.Position.BOTTOM_CENTER);
        notification.open();
        return notification;
    }
}
