package dev.tabletalk.adapter.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param folder where database files are; relative paths start here
 * @param moreFolders other folders below which database files may be opened
 * @param drivers where drivers are that are not part of the product
 * @param allowLinkLocal whether servers may be at link-local addresses and where clouds have their metadata services
 */
@ConfigurationProperties("tabletalk.databases")
record DatabasesProperties(
        Path folder,
        @DefaultValue List<Path> moreFolders,
        Path drivers,
        @DefaultValue("false") boolean allowLinkLocal) {
    DatabasesProperties {
        moreFolders = List.copyOf(moreFolders);
    }

    Reach reach() {
        return allowLinkLocal ? Reach.LINK_LOCAL_TOO : Reach.NETWORK;
    }
}
