package dev.tabletalk.architecture.broken.adapter.web.api;

import com.vaadin.flow.component.charts.Chart;

public interface Api {
    Chart chart();
}
