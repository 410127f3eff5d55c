package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.router.Layout;

/** The sidebar beside the page; on a phone the sidebar is a drawer. */
@Layout
final class MainLayout extends AppLayout {
    MainLayout() {
        setPrimarySection(Section.DRAWER);
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Toggle sidebar");
        addToNavbar(toggle);
    }
}
