package dev.tabletalk.adapter.web.security;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names under which this server may be asked: those of this machine itself, the address it is bound to, and those the
 * administrator listed. Bound to all addresses it may be asked by any IP address too: only a name can be made to point
 * here by somebody else.
 */
final class AllowedHosts {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "::1", "0:0:0:0:0:0:0:1");
    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]*:[0-9a-f:.]*");

    private final Set<String> names;
    private final boolean anyAddress;

    /**
     * The names for one configuration.
     *
     * @param listed host names or addresses without port; blank ones are ignored
     * @param serverAddress what the server binds to; empty for the default
     */
    AllowedHosts(List<String> listed, String serverAddress) {
        names = Stream.concat(listed.stream(), Stream.of(serverAddress))
                .filter(name -> !name.isBlank())
                .map(AllowedHosts::normalised)
                .collect(Collectors.toUnmodifiableSet());
        anyAddress = ALL_ADDRESSES.contains(normalised(serverAddress));
    }

    /** @param host a name or address without port, IPv6 with or without brackets */
    boolean allows(String host) {
        String name = normalised(host);
        boolean address = IPV4.matcher(name).matches() || IPV6.matcher(name).matches();
        return LOOPBACK_NAMES.contains(name)
                || name.endsWith(".localhost")
                || (address && name.startsWith("127."))
                || names.contains(name)
                || (anyAddress && address);
    }

    private static String normalised(String host) {
        return host.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^\\[(.*)]$", "$1")
                .replaceFirst("\\.$", "");
    }
}
