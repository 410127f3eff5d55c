package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A value of an archive and where it stands, so that whatever is wrong with it can be said. */
record ArchiveNode(JsonNode json, String path) {
    private static final Instant EARLIEST = Instant.parse("1700-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2250-01-01T00:00:00Z");

    /** @throws FailureException INVALID with the path */
    FailureException wrong(String sentence) {
        return FailureException.invalid(path, path + ": " + sentence);
    }

    /** Makes a value; what it finds wrong gets the path. */
    <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (FailureException refused) {
            throw wrong(refused.failure().message());
        }
    }

    /** Makes a value of several fields; what it finds wrong gets the path of the field to blame. */
    <T> T makeOfFields(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (FailureException refused) {
            String field = refused.failure().field();
            String place = field == null ? path : path + "." + field;
            throw FailureException.invalid(
                    place, place + ": " + refused.failure().message());
        }
    }

    ArchiveNode object() {
        if (!json.isObject()) {
            throw wrong("It must be an object.");
        }
        return this;
    }

    /** A field that must be there. */
    ArchiveNode get(String name) {
        ArchiveNode field = optional(name);
        if (field == null) {
            throw wrong("The field " + name + " is missing.");
        }
        return field;
    }

    /** A field that may be missing or null. */
    @Nullable
    ArchiveNode optional(String name) {
        JsonNode field = json.path(name);
        return field.isMissingNode() || field.isNull() ? null : new ArchiveNode(field, path + "." + name);
    }

    List<ArchiveNode> items() {
        if (!json.isArray()) {
            throw wrong("It must be an array.");
        }
        List<ArchiveNode> items = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            items.add(new ArchiveNode(json.get(i), path + "[" + i + "]"));
        }
        return items;
    }

    String text() {
        if (!json.isString()) {
            throw wrong("It must be a string.");
        }
        return json.stringValue();
    }

    boolean flag() {
        if (!json.isBoolean()) {
            throw wrong("It must be true or false.");
        }
        return json.booleanValue();
    }

    /** A whole number that is not negative. */
    long number(long most) {
        if (!json.isIntegralNumber() || !json.canConvertToLong() || json.longValue() < 0 || json.longValue() > most) {
            throw wrong("It must be a whole number from 0 to " + most + ".");
        }
        return json.longValue();
    }

    Duration duration() {
        return Duration.ofNanos(number(Duration.ofDays(365).toNanos()));
    }

    Instant time() {
        try {
            Instant time = Instant.parse(text());
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException malformed) {
            throw wrong("It must be a time such as 2026-01-31T12:00:00Z.");
        }
        throw wrong("It must be a time between 1700 and 2250.");
    }

    /** The field error, which may be missing. */
    @Nullable
    Failure failure() {
        ArchiveNode error = optional("error");
        if (error == null) {
            return null;
        }
        error.object();
        ArchiveNode field = error.optional("field");
        return new Failure(
                error.get("code").constant(FailureCode.class),
                error.get("message").text(),
                field == null ? null : field.text());
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        String name = text();
        for (E constant : type.getEnumConstants()) {
            if (nameOf(constant).equals(name)) {
                return constant;
            }
        }
        throw wrong("It must be one of "
                + Arrays.stream(type.getEnumConstants())
                        .map(ArchiveNode::nameOf)
                        .collect(Collectors.joining(", ")) + ".");
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
