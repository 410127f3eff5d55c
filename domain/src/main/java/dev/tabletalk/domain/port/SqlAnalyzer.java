package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.query.SqlAnalysis;
import dev.tabletalk.domain.query.SqlText;

/** Understands SQL without running it. Safe for any thread; time and memory grow linearly with the text. */
public interface SqlAnalyzer {
    /** Never throws for any text. What this dialect cannot be sure about is NotUnderstood or an effect. */
    SqlAnalysis analyze(DatabaseKind dialect, SqlText sql);
}
