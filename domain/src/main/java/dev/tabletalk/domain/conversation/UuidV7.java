package dev.tabletalk.domain.conversation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes RFC 9562 version 7 UUIDs: they sort by creation time, so that indexes grow at their end. */
final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();

    private UuidV7() {}

    static UUID at(Instant instant) {
        long high = instant.toEpochMilli() << 16 | 0x7000L | RANDOM.nextInt(1 << 12);
        long low = 0x8000_0000_0000_0000L | RANDOM.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
