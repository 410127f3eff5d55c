package dev.tabletalk.adapter.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ErrorEvent;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CalmErrorHandlerTest extends ViewTest {
    private final CalmErrorHandler handler = new CalmErrorHandler();

    @Test
    void saysNothingWhenTheBrowserHasGone() {
        handler.error(new ErrorEvent(new IOException("Broken pipe")));
        assertThat(find(Notification.class).exists()).isFalse();
    }

    @Test
    void saysThatSomethingWentWrong() {
        handler.error(new ErrorEvent(new IllegalStateException("a bug")));
        assertThat(test(find(Notification.class).single()).getText()).contains("went wrong");
    }
}
