package dev.tabletalk.domain.connection;

/** A text that must not be shown; its text form is a mask. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "********";
    }
}
