package dev.tabletalk.domain.conversation;

import java.time.Instant;
import java.util.UUID;

/** Makes RFC 9562 version 7 UUIDs: they sort by creation time, so that indexes grow at their end. */
final class UuidV7 {
    private static final long VERSION_7 = 0x7000L;
    private static final long RANDOM_12_BITS = 0x0FFFL;

    private UuidV7() {}

    /** The time in milliseconds, and 74 bits from the secure random source of {@link UUID#randomUUID()}. */
    static UUID at(Instant instant) {
        UUID random = UUID.randomUUID();
        long high = instant.toEpochMilli() << 16 | VERSION_7 | (random.getMostSignificantBits() & RANDOM_12_BITS);
        return new UUID(high, random.getLeastSignificantBits());
    }
}
