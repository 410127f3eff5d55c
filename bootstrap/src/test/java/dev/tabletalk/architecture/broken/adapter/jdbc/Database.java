package dev.tabletalk.architecture.broken.adapter.jdbc;

import dev.tabletalk.architecture.broken.adapter.llm.Model;

public interface Database {
    Model model();
}
