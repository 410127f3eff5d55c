package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/** A failure inside another row; null when all its columns are. */
@Embeddable
record FailureColumns(
        @Enumerated(EnumType.STRING) @Column(name = "failure_code")
        FailureCode code,

        @Convert(converter = StoredText.class) @Column(name = "failure_message")
        String message,

        @Convert(converter = StoredText.class) @Column(name = "failure_field") @Nullable
        String field) {
    static @Nullable FailureColumns of(@Nullable Failure failure) {
        return failure == null ? null : new FailureColumns(failure.code(), failure.message(), failure.field());
    }

    Failure toDomain() {
        return new Failure(code, message, field);
    }
}
