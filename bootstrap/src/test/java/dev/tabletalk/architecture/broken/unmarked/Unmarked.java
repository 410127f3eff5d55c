package dev.tabletalk.architecture.broken.unmarked;

import org.jspecify.annotations.NullMarked;

@NullMarked
public interface Unmarked {}
