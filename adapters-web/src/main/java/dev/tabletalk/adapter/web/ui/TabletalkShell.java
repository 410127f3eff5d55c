package dev.tabletalk.adapter.web.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Inline.Wrapping;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/** The page that everything is shown in. */
@Push
@Viewport("width=device-width, initial-scale=1, viewport-fit=cover")
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("tabletalk/base.css")
@StyleSheet("tabletalk/conversation.css")
@StyleSheet("tabletalk/connections.css")
@StyleSheet("tabletalk/result.css")
@StyleSheet("tabletalk/sql.css")
@StyleSheet("tabletalk/chart.css")
@StyleSheet("tabletalk/takeaway.css")
@StyleSheet("tabletalk/trace.css")
@ColorScheme(ColorScheme.Value.SYSTEM)
final class TabletalkShell implements AppShellConfigurator {
    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Tabletalk");
        settings.addLink("icon", "tabletalk/icon.svg");
        settings.addInlineFromFile("META-INF/resources/tabletalk/recover.js", Wrapping.JAVASCRIPT);
    }
}
