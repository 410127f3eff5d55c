package dev.tabletalk.adapter.web.ui;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.communication.JSR356WebsocketInitializer;
import java.util.Arrays;
import org.atmosphere.cpr.Action;
import org.atmosphere.cpr.AsyncIOInterceptorAdapter;
import org.atmosphere.cpr.AtmosphereFramework;
import org.atmosphere.cpr.AtmosphereInterceptorAdapter;
import org.atmosphere.cpr.AtmosphereInterceptorWriter;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResponse;

/**
 * Lets each pushed message bear its length once. A page that connects again before the server has noticed that it was gone
 * would get it twice, could not read the message and would stand still for good (vaadin/flow#6289).
 */
final class PushLengths extends AtmosphereInterceptorAdapter {
    private static final char DELIMITER = '|';

    private final AsyncIOInterceptorAdapter once = new AsyncIOInterceptorAdapter() {
        @Override
        public byte[] transformPayload(AtmosphereResponse response, byte[] draft, byte[] data) {
            return once(draft);
        }
    };

    /** To be called when the service has its request handlers. */
    static void install(VaadinService service) {
        if (service instanceof VaadinServletService servletService) {
            String name = JSR356WebsocketInitializer.getAttributeName(
                    servletService.getServlet().getServletName());
            Object framework = servletService.getServlet().getServletContext().getAttribute(name);
            ((AtmosphereFramework) framework).interceptor(new PushLengths());
        }
    }

    @Override
    public Action inspect(AtmosphereResource resource) {
        if (resource.getResponse().getAsyncIOWriter() instanceof AtmosphereInterceptorWriter writer) {
            writer.interceptor(once);
        }
        return Action.CONTINUE;
    }

    /** @return the message without a first length that another follows */
    static byte[] once(byte[] message) {
        int second = afterLength(message, 0);
        if (second == 0 || afterLength(message, second) == second) {
            return message;
        }
        return Arrays.copyOfRange(message, second, message.length);
    }

    /** @return where a length that stands here has its end; the same place when none stands here */
    private static int afterLength(byte[] message, int from) {
        int at = from;
        while (at < message.length && Character.isDigit(message[at])) {
            at++;
        }
        return at > from && at < message.length && message[at] == DELIMITER ? at + 1 : from;
    }
}
