package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.failure.FailureCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of a plain query, its columns read as the entities' converters read them. */
record StoredRow(ResultSet columns) {
    String plain(String column) throws SQLException {
        return columns.getString(column);
    }

    @Nullable
    String text(String column) throws SQLException {
        String stored = columns.getString(column);
        return stored == null ? null : StoredText.decode(stored);
    }

    long number(String column) throws SQLException {
        return columns.getLong(column);
    }

    @Nullable
    Integer integer(String column) throws SQLException {
        int number = columns.getInt(column);
        return columns.wasNull() ? null : number;
    }

    boolean flag(String column) throws SQLException {
        return columns.getBoolean(column);
    }

    Instant time(String column) throws SQLException {
        return StoredInstant.decode(columns.getLong(column));
    }

    @Nullable
    Instant optionalTime(String column) throws SQLException {
        long stored = columns.getLong(column);
        return columns.wasNull() ? null : StoredInstant.decode(stored);
    }

    @Nullable
    Duration duration(String column) throws SQLException {
        long nanos = columns.getLong(column);
        return columns.wasNull() ? null : Duration.ofNanos(nanos);
    }

    byte @Nullable [] bytes(String column) throws SQLException {
        return columns.getBytes(column);
    }

    <E extends Enum<E>> E constant(Class<E> type, String column) throws SQLException {
        return Enum.valueOf(type, columns.getString(column));
    }

    <E extends Enum<E>> @Nullable E optionalConstant(Class<E> type, String column) throws SQLException {
        String name = columns.getString(column);
        return name == null ? null : Enum.valueOf(type, name);
    }

    @Nullable
    FailureColumns failure() throws SQLException {
        String code = columns.getString("failure_code");
        return code == null
                ? null
                : new FailureColumns(
                        FailureCode.valueOf(code), String.valueOf(text("failure_message")), text("failure_field"));
    }
}
