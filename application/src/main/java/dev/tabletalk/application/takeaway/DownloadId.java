package dev.tabletalk.application.takeaway;

import dev.tabletalk.domain.failure.FailureException;
import java.util.UUID;

/** Names a download, chosen by whoever starts it, so that others can follow and cancel it. */
public record DownloadId(UUID value) {
    public static DownloadId create() {
        return new DownloadId(UUID.randomUUID());
    }

    /** @throws FailureException INVALID when the text is no UUID */
    public static DownloadId parse(String text) {
        try {
            return new DownloadId(UUID.fromString(text));
        } catch (IllegalArgumentException noUuid) {
            throw FailureException.invalid("export", "The export id must be a UUID.");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
