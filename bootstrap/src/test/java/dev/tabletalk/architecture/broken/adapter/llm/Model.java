package dev.tabletalk.architecture.broken.adapter.llm;

import dev.tabletalk.architecture.broken.application.right.Right;
import org.springframework.transaction.annotation.Transactional;

public interface Model {
    @Transactional
    Right right();
}
