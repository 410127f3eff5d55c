package dev.tabletalk.architecture.broken.adapter.chart;

import dev.tabletalk.architecture.broken.adapter.llm.Model;

public interface Drawing {
    Model model();
}
