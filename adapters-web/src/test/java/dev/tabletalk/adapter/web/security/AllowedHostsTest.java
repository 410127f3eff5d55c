package dev.tabletalk.adapter.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AllowedHostsTest {
    @Test
    void allowsTheNamesOfThisMachine() {
        AllowedHosts hosts = new AllowedHosts(List.of(), "127.0.0.1");
        assertThat(List.of(
                        "localhost",
                        "LOCALHOST",
                        "localhost.",
                        "app.localhost",
                        "127.0.0.1",
                        "127.8.9.1",
                        "::1",
                        "[::1]"))
                .allMatch(hosts::allows);
    }

    @Test
    void refusesNamesThatOthersCanMakePointHere() {
        AllowedHosts hosts = new AllowedHosts(List.of(), "127.0.0.1");
        assertThat(List.of(
                        "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.evil", "10.0.0.5", ""))
                .noneMatch(hosts::allows);
    }

    @Test
    void allowsTheListedNamesAndTheBoundAddress() {
        AllowedHosts hosts = new AllowedHosts(List.of("Tables.Example.COM", " "), "10.0.0.5");
        assertThat(hosts.allows("tables.example.com")).isTrue();
        assertThat(hosts.allows("10.0.0.5")).isTrue();
        assertThat(hosts.allows("10.0.0.6")).isFalse();
        assertThat(hosts.allows("")).isFalse();
    }

    @Test
    void allowsAnyAddressButNoNameWhenBoundToAll() {
        for (String all : List.of("0.0.0.0", "::")) {
            AllowedHosts hosts = new AllowedHosts(List.of(), all);
            assertThat(hosts.allows("192.168.1.5")).isTrue();
            assertThat(hosts.allows("[fe80::1]")).isTrue();
            assertThat(hosts.allows("evil.example")).isFalse();
            assertThat(hosts.allows("fe80.evil")).isFalse();
        }
    }
}
