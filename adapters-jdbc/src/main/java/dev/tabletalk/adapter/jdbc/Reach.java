package dev.tabletalk.adapter.jdbc;

/** How far connections to databases may go. Loopback and private networks always may be reached: databases are there. */
enum Reach {
    /** Not to addresses of the link, nor to the metadata services of clouds, which give out keys to whoever asks. */
    NETWORK(CheckedSocketFactory.class),
    /** Also there; for an administrator whose databases really are. */
    LINK_LOCAL_TOO(LinkLocalSocketFactory.class);

    private final Class<? extends CheckedSocketFactory> socketFactory;

    Reach(Class<? extends CheckedSocketFactory> socketFactory) {
        this.socketFactory = socketFactory;
    }

    /** The name of a class that drivers make their sockets with; nothing a person gives may replace it. */
    String socketFactory() {
        return socketFactory.getName();
    }
}
