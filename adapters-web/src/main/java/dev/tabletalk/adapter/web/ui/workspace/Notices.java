package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import dev.tabletalk.domain.failure.FailureException;

/** Short messages at the edge of the page. */
public final class Notices {
    private static final int SECONDS = 6;
    private static final int ACTION_SECONDS = 10;

    private Notices() {}

    /** Says that something was done. */
    public static void show(String message) {
        open(message);
    }

    /** Says that something was done, and offers one thing to do about it. */
    public static void showWithAction(String message, String action, Runnable listener) {
        Notification notification = new Notification();
        Span text = new Span(message);
        text.addClassName("tt-toast-text");
        Button button = new Button(action, event -> {
            notification.close();
            listener.run();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Div content = new Div(text, button);
        content.addClassName("tt-toast");
        notification.add(content);
        notification.setDuration(ACTION_SECONDS * 1_000);
        notification.setPosition(Notification.Position.TOP_END);
        notification.open();
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
        Notification notification = new Notification(message, SECONDS * 1_000, Notification.Position.TOP_END);
        notification.open();
        return notification;
    }
}
