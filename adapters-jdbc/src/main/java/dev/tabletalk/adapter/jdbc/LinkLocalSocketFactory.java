package dev.tabletalk.adapter.jdbc;

/** The same where the administrator allows link-local addresses. */
public final class LinkLocalSocketFactory extends CheckedSocketFactory {
    /** Called by drivers. */
    public LinkLocalSocketFactory() {}

    @Override
    boolean reachesSpecialAddresses() {
        return true;
    }
}
