package dev.tabletalk.architecture.broken.domain.right;

import dev.tabletalk.architecture.broken.domain.left.Left;

public interface Right {
    Left left();
}
