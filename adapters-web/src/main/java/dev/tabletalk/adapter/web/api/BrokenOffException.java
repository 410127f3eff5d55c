package dev.tabletalk.adapter.web.api;

/** The answer cannot be completed, and part of it has been sent already. */
public final class BrokenOffException extends RuntimeException {
    public BrokenOffException(RuntimeException why) {
        super(why);
    }
}
