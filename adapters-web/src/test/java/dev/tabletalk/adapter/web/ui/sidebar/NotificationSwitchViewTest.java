package dev.tabletalk.adapter.web.ui.sidebar;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.BasicUtilsKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.domain.conversation.ConversationId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** The switch, with a browser that is played by the test. */
@ViewPackages(packages = "dev.tabletalk.adapter.web.ui.page")
class NotificationSwitchViewTest extends ViewTest {
    @Test
    void isOffUntilAPersonSwitchesItOn() {
        navigate("db/shop", Component.class);
        assertThat(pressed()).isEqualTo("false");
        browserSays("tt-choice", "on");
        assertThat(pressed()).isEqualTo("true");
        browserSays("tt-choice", "off");
        assertThat(pressed()).isEqualTo("false");
        assertThat(find(Notification.class).exists()).isFalse();
    }

    @Test
    void saysWhenTheBrowserRefuses() {
        navigate("db/shop", Component.class);
        browserSays("tt-choice", "refused");
        assertThat(pressed()).isEqualTo("false");
        assertThat(test(find(Notification.class).single()).getText()).contains("The browser blocks notifications");
    }

    @Test
    void opensTheConversationOfANotification() {
        ConversationId id = workspace.conversation(SHOP);
        navigate("db/shop", Component.class);
        browserSays("tt-open", id.toString());
        assertThat(path()).isEqualTo("c/" + id);
    }

    private String pressed() {
        return bell().getElement().getAttribute("aria-pressed");
    }

    private void browserSays(String event, String detail) {
        BasicUtilsKt._fireDomEvent(
                bell(), event, JsonNodeFactory.instance.objectNode().put("event.detail", detail));
    }

    private NativeButton bell() {
        return find(NativeButton.class)
                .withAttribute("aria-label", "Notify me when an answer is ready")
                .single();
    }
}
