package dev.tabletalk.adapter.web.security;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads no more of a body than any call needs. */
final class BodyLimit extends OncePerRequestFilter {
    static final int MAX_BYTES = 2 << 20;
    /** For a conversation that is brought in. */
    static final int MAX_ARCHIVE_BYTES = 256 << 20;

    private static final String ARCHIVES = "/conversations/import";
    // So that a client that is still sending gets to read the answer instead of a broken connection.
    private static final int MOST_SWALLOWED = 16 << 20;
    private static final int MOST_SWALLOWED_ARCHIVE = 512 << 20;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int most = request.getRequestURI().endsWith(ARCHIVES) ? MAX_ARCHIVE_BYTES : MAX_BYTES;
        if (request.getContentLengthLong() <= most) {
            chain.doFilter(new LimitedRequest(request, most), response);
            return;
        }
        if (request.getContentLengthLong() <= (most == MAX_BYTES ? MOST_SWALLOWED : MOST_SWALLOWED_ARCHIVE)) {
            request.getInputStream().skipNBytes(request.getContentLengthLong());
        }
        refusal(most).send(response);
    }

    private static Refusal refusal(int most) {
        return most == MAX_BYTES ? Refusal.TOO_LARGE : Refusal.ARCHIVE_TOO_LARGE;
    }

    /** For bodies that do not say how long they are. */
    private static final class LimitedRequest extends HttpServletRequestWrapper {
        private final int most;

        LimitedRequest(HttpServletRequest request, int most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream body;
        private final int most;
        private long left;

        LimitedStream(ServletInputStream body, int most) {
            this.body = body;
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = body.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = body.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new FailureException(
                        new Failure(FailureCode.TOO_LARGE, refusal(most).detail()));
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
