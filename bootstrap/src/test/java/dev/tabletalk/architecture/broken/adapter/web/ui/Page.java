package dev.tabletalk.architecture.broken.adapter.web.ui;

import com.vaadin.flow.component.dependency.NpmPackage;
import dev.tabletalk.architecture.broken.adapter.persistence.Repository;
import dev.tabletalk.architecture.broken.adapter.web.api.Api;
import dev.tabletalk.architecture.broken.domain.port.Port;

@NpmPackage(value = "left-pad", version = "1.0.0")
public interface Page {
    Api api();

    Repository repository();

    Port port();
}
