package dev.tabletalk.adapter.web.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection without an end where an answer cannot be completed and part of it has been sent already, so that nobody
 * takes it for a whole one. To throw something would do so too, but not without an error page into the middle of the file and
 * stack traces in the log.
 */
public final class BrokenAnswers extends ValveBase {
    private static final String MARK = BrokenAnswers.class.getName();

    BrokenAnswers() {
        super(true); // what goes on asynchronously passes
    }

    /** The answer to this request is not whole: its connection is closed as soon as the work on it returns. */
    public static void breakOff(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(MARK) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
