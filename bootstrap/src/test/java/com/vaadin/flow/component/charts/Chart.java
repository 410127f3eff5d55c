package com.vaadin.flow.component.charts;

import org.jspecify.annotations.NullMarked;

/** Stands for a commercial component, which is not on the class path, so that the rule against them can be broken. */
@NullMarked
public interface Chart {}
