package dev.tabletalk.application.takeaway;

/** A file cannot be written any further: whoever takes it has gone, or there is no more room. */
public final class TargetGoneException extends RuntimeException {
    public TargetGoneException(Throwable cause) {
        super("The file cannot be written any further", cause);
    }
}
