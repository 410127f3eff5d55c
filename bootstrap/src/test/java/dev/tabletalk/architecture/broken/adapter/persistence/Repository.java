package dev.tabletalk.architecture.broken.adapter.persistence;

import dev.tabletalk.architecture.broken.adapter.web.ui.Page;
import dev.tabletalk.architecture.broken.application.left.LeftService;

public interface Repository {
    LeftService service();

    Page page();
}
