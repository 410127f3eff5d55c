package dev.tabletalk.domain.conversation;

/** Where a title comes from; a later constant outranks an earlier one. */
public enum TitleSource {
    /** The first words of the question, or the default title. */
    PROVISIONAL,
    /** Written by the model. */
    GENERATED,
    /** Typed by a person: nothing automatic replaces it. */
    MANUAL
}
