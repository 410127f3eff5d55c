package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps rows until a limit is reached, and cuts texts that would fill a result alone. */
final class RowCollector {
    /** Characters of a cell that are kept at most. */
    static final int MAX_CELL = 65_536;

    private static final int SMALLEST_CELL = 100;
    private final QueryLimits limits;
    private final int cellLimit;
    private final List<Row> rows = new ArrayList<>();
    private long bytes;
    private boolean truncated;

    RowCollector(QueryLimits limits, int columns) {
        this.limits = limits;
        this.cellLimit = Math.clamp(limits.maxBytes() / Math.max(1, columns), SMALLEST_CELL, MAX_CELL);
    }

    /** @return false when this row was one too many: it is not kept, and no other is wanted */
    boolean add(List<@Nullable Object> cells) {
        if (rows.size() >= limits.maxRows()) {
            truncated = true;
            return false;
        }
        List<@Nullable Object> kept = new ArrayList<>(cells.size());
        long size = 0;
        for (Object cell : cells) {
            Object cut = cell instanceof String text ? cut(text, cellLimit) : cell;
            size += size(cut);
            kept.add(cut);
        }
        if (bytes + size > limits.maxBytes() && !rows.isEmpty()) {
            truncated = true;
            return false;
        }
        bytes += size;
        rows.add(Row.of(kept.toArray()));
        return true;
    }

    /** Bytes kept so far. */
    long bytes() {
        return bytes;
    }

    List<Row> rows() {
        return rows;
    }

    boolean truncated() {
        return truncated;
    }

    /** A text of at most so many UTF-16 units; what is cut says so. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "… (cut: " + text.length() + " characters in all)";
    }

    private static long size(@Nullable Object cell) {
        if (cell == null) {
            return 0;
        }
        if (!(cell instanceof String text)) {
            return cell.toString().length();
        }
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return size;
    }
}
