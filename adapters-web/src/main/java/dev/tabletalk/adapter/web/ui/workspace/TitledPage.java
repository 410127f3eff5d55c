package dev.tabletalk.adapter.web.ui.workspace;

/** A page that is no database and no conversation, and so names itself. */
public interface TitledPage {
    String heading();
}
