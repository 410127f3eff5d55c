package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLTransientConnectionException;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.sqlite.SQLiteException;

/** Around each repository call: says in a sentence when the store cannot be used, and calls everything else a bug. */
final class StoreFailures implements MethodInterceptor {
    private static final int PRIMARY_CODE = 0xff;

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        try {
            return invocation.proceed();
        } catch (DataAccessException | TransactionException | PersistenceException e) {
            String sentence = sentence(e);
            if (sentence == null) {
                throw new IllegalStateException(
                        "The store refused " + invocation.getMethod().getName(), e);
            }
            throw new FailureException(new Failure(FailureCode.STORE_UNAVAILABLE, sentence), e);
        }
    }

    private static @Nullable String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return sentence(sqlite);
            }
            if (cause instanceof SQLTransientConnectionException) {
                return "The store is overloaded. Nothing was changed; try again in a moment.";
            }
        }
        return null;
    }

    private static @Nullable String sentence(SQLiteException e) {
        return switch (e.getResultCode().code & PRIMARY_CODE) {
            case 5, 6 -> // SQLITE_BUSY, SQLITE_LOCKED
                "Another program holds the store. Nothing was changed; close that program and try again.";
            case 13 -> // SQLITE_FULL
                "The disk is full. Nothing was changed; make room in the folder of the store and try again.";
            case 8, 10, 14 -> // SQLITE_READONLY, SQLITE_IOERR, SQLITE_CANTOPEN
                "The store's file cannot be written. Nothing was changed; check the disk and the rights of its folder.";
            case 11, 26 -> // SQLITE_CORRUPT, SQLITE_NOTADB
                "The store's file is damaged. Stop the server and restore the file from a backup.";
            default -> null;
        };
    }
}
