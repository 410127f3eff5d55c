package dev.tabletalk.adapter.web.ui.connection;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.AttackOutcome;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@ViewPackages(classes = ConnectionsPage.class)
class ReadOnlyCheckPageTest extends ViewTest {
    @Test
    void checksAndShowsTheReport() {
        workspace.audit.privileges(
                new AccountPrivileges(true, List.of("INSERT on 12 tables"), List.of("CREATE ROLE reader;")));
        open();
        assertThat(text()).contains("Not checked yet");
        click("Check read-only");
        eventually(() -> text().contains("Read-only proven, account can write"));
        assertThat(text())
                .contains("INSERT on 12 tables")
                .contains("CREATE ROLE reader;")
                .contains("DELETE FROM fruit WHERE 0")
                .contains("Guard: refused")
                .contains("2 of 2");
        assertThat(find(Button.class).withText("Check again").exists()).isTrue();
    }

    @Test
    void showsHowFarItIsAndStops() {
        CountDownLatch go = new CountDownLatch(1);
        workspace.audit.engine(attack -> waiting(go));
        open();
        click("Check read-only");
        eventually(() -> text().contains("0 of 2 attacks tried"));
        click("Stop");
        go.countDown();
        eventually(() -> text().contains("It was stopped after 0 of 2 attacks."));
        assertThat(text()).contains("Check not finished").contains("Nothing is proven.");
    }

    @Test
    void saysThatNoAttacksAreShipped() {
        workspace.audit.attacks(List.of());
        open();
        click("Check read-only");
        eventually(() -> text().contains("Read-only not provable"));
        assertThat(text()).contains("Nothing is proven. No attacks are shipped for SQLite yet");
    }

    private static AttackOutcome waiting(CountDownLatch go) {
        try {
            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return AttackOutcome.refused("no");
    }

    @Test
    void namesWhatGotThrough() {
        workspace.audit.engine(attack -> AttackOutcome.breach("The database ran it."));
        open();
        click("Check read-only");
        eventually(() -> text().contains("Read-only broken"));
        assertThat(text()).contains("Session: let through").contains("The database ran it.");
    }

    @Test
    void saysWhyItCouldNotCheck() {
        workspace.audit.breakDown();
        open();
        click("Check read-only");
        eventually(() -> text().contains("Nothing listens there."));
        assertThat(text()).contains("Not checked yet");
    }

    @Test
    void marksTheCardOfTheConnection() {
        workspace.checkService.check(SHOP);
        navigate(ConnectionsPage.class);
        assertThat(find(ReadOnlyBadge.class).all().stream()
                        .map(badge -> find(Span.class, badge).all().getLast().getText()))
                .containsExactlyInAnyOrder("Read-only proven · 4 Mar 2026", "Read-only not checked");
        assertThat(find(Anchor.class).all())
                .anyMatch(link -> link.getHref().equals(WorkspaceNavigation.checkPath(SHOP)));
    }

    private static void open() {
        UI.getCurrent().navigate(WorkspaceNavigation.checkPath(SHOP));
    }

    private void click(String text) {
        test(find(Button.class).withText(text).single()).click();
    }

    private String text() {
        return find(ReadOnlyCheckPage.class).single().getElement().getTextRecursively();
    }
}
