package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.port.TitleGenerator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;

/** Lets one server serve a fresh workspace to each test. */
final class CurrentWorkspace {
    private volatile TestWorkspace workspace = new TestWorkspace();

    TestWorkspace renew() {
        return renew((question, listener) -> ConversationTitle.generated("About: " + question));
    }

    TestWorkspace renew(TitleGenerator titles) {
        workspace = new TestWorkspace(titles);
        return workspace;
    }

    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return workspace.clock.instant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    <T> T useCase(Class<T> type, Function<TestWorkspace, T> part) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(part.apply(workspace), arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
