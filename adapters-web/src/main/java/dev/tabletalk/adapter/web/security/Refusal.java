package dev.tabletalk.adapter.web.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the filters answer, as problem+json. The texts need no JSON escapes. */
enum Refusal {
    WRONG_HOST(
            421,
            "wrong-host",
            "Wrong host",
            "This server does not answer under this name. Use localhost, or let the administrator add the name to"
                    + " tabletalk.allowed-hosts (TABLETALK_ALLOWED_HOSTS)."),
    CROSS_SITE(403, "cross-site", "Cross-site request", "Pages of other sites may not change anything here."),
    TOO_LARGE(413, "too-large", "Too large", "The body of a request has at most 2 MiB."),
    ARCHIVE_TOO_LARGE(413, "too-large", "Too large", "A conversation that is brought in has at most 256 MiB.");

    private final int status;
    private final String name;
    private final String title;
    private final String detail;

    Refusal(int status, String name, String title, String detail) {
        this.status = status;
        this.name = name;
        this.title = title;
        this.detail = detail;
    }

    String detail() {
        return detail;
    }

    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write("{\"type\":\"urn:problem:" + name + "\",\"title\":\"" + title + "\",\"status\":" + status
                        + ",\"detail\":\"" + detail + "\"}");
    }
}
