package dev.tabletalk.adapter.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as nanoseconds. */
@Converter(autoApply = true)
final class StoredDuration implements AttributeConverter<Duration, Long> {
    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Duration duration) {
        return duration == null ? null : duration.toNanos();
    }

    @Override
    public @Nullable Duration convertToEntityAttribute(@Nullable Long nanos) {
        return nanos == null ? null : Duration.ofNanos(nanos);
    }
}
