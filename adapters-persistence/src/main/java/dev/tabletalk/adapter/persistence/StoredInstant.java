package dev.tabletalk.adapter.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times as nanoseconds since 1970: exact, and they sort. */
@Converter(autoApply = true)
final class StoredInstant implements AttributeConverter<Instant, Long> {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Instant instant) {
        return instant == null ? null : encode(instant);
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Long nanos) {
        return nanos == null ? null : decode(nanos);
    }

    static Instant decode(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    static long encode(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }
}
