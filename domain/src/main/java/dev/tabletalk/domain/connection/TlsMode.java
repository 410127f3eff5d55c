package dev.tabletalk.domain.connection;

/** How the way to a server is encrypted, weakest first, in no driver's words. */
public enum TlsMode {
    /** In the clear. */
    OFF,
    /** Encrypted where the server can; in the clear where it cannot. */
    PREFER,
    /** Always encrypted; whoever answers is believed. */
    REQUIRE,
    /** Always encrypted, and the certificate must be of an authority that is trusted here. */
    VERIFY_CA,
    /** As {@link #VERIFY_CA}, and the certificate must be for this host. */
    VERIFY_FULL
}
