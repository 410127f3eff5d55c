package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands rows from the thread that reads them to the one that asked for them, with at most {@value #WAITING} batches between:
 * the reader waits for a slow taker, and does not hold a session for one that has gone.
 */
final class Handover implements RowSink {
    private static final int WAITING = 2;

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private boolean over;
    private boolean closed;

    private sealed interface Piece {
        record Head(List<ResultColumn> columns) implements Piece {}

        record Batch(List<Row> rows) implements Piece {}
    }

    /** Nobody takes the rows any more. */
    static final class ClosedException extends RuntimeException {
        ClosedException() {
            super("Nobody takes the rows any more");
        }
    }

    @Override
    public void columns(List<ResultColumn> columns) {
        put(new Piece.Head(columns));
    }

    @Override
    public void rows(List<Row> rows) {
        put(new Piece.Batch(rows));
    }

    private synchronized void put(Piece piece) {
        try {
            while (pieces.size() >= WAITING && !closed) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            closed = true;
        }
        if (closed) {
            throw new ClosedException();
        }
        pieces.add(piece);
        notifyAll();
    }

    /** Waits for what comes next and gives it to the sink. @return false when nothing comes any more */
    boolean passOn(RowSink sink) throws InterruptedException {
        return switch (take()) {
            case null -> false;
            case Piece.Head(List<ResultColumn> columns) -> {
                sink.columns(columns);
                yield true;
            }
            case Piece.Batch(List<Row> rows) -> {
                sink.rows(rows);
                yield true;
            }
        };
    }

    private synchronized @Nullable Piece take() throws InterruptedException {
        while (pieces.isEmpty() && !over && !closed) {
            wait();
        }
        notifyAll();
        return closed ? null : pieces.poll();
    }

    /** Nothing more will come. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** Nothing more will be taken; whoever hands over next gets an exception. */
    synchronized void close() {
        closed = true;
        pieces.clear();
        notifyAll();
    }
}
