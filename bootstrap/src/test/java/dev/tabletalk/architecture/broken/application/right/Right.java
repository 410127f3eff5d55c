package dev.tabletalk.architecture.broken.application.right;

import dev.tabletalk.architecture.broken.application.left.LeftService;

public interface Right {
    LeftService left();
}
