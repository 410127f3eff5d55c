package dev.tabletalk.adapter.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.trace.SentRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that speaks OpenAI's chat completions. LangChain4j writes the requests and reads the chunks; connections, time
 * limits, cancellation and retries are ours. Each call runs on its caller's thread. Safe for any thread.
 */
final class OpenAiEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiEndpoint.class);
    private static final int MAX_LOGGED = 600;
    private static final ScopedValue<Outgoing> OUTGOING = ScopedValue.newInstance();

    private final @Nullable String apiKey;
    private final String server;
    private final RetryPolicy retryPolicy;
    private final HttpClient http;
    private final ScheduledThreadPoolExecutor timer;
    private final OpenAiStreamingChatModel model;

    OpenAiEndpoint(ModelProperties properties) {
        URI address = properties.address();
        apiKey = properties.apiKey() == null ? null : properties.apiKey().reveal();
        server = address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
        retryPolicy = new RetryPolicy(properties.retries(), properties.retryPause());
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.timeouts().connect())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        timer = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().name("model-watch").daemon().factory(),
                // A call that is still made while the program ends needs no watch: the client refuses it.
                new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        model = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(new OurHttp())
                .baseUrl(withoutUserInfo(address))
                .apiKey(apiKey)
                .customHeaders(basicAuthorization(address))
                .build();
    }

    /** Makes one call; the contract is that of {@link dev.tabletalk.domain.port.LanguageModel#reply}. */
    ModelReply call(ChatRequest request, ModelListener listener, Cancellation cancellation, Limits limits) {
        Judge judge = new Judge(new ModelFailures(server, request.modelName(), apiKey != null));
        long deadline = System.nanoTime() + limits.total().toNanos();
        for (int failures = 0; ; ) {
            if (cancellation.isRequested()) {
                return new ModelReply.Cancelled("");
            }
            Attempt attempt = attempt(judge, request, listener, cancellation, limits, deadline);
            if (attempt.detail() == null) {
                if (attempt.reply() instanceof ModelReply.Finished finished) {
                    listener.used(finished.usage());
                }
                return attempt.reply();
            }
            failures++;
            Duration pause = retryPolicy.before(failures, attempt.retryAfter());
            boolean again = attempt.worthRepeating()
                    && failures <= retryPolicy.retries()
                    && pause.toNanos() < deadline - System.nanoTime();
            LOG.warn(
                    "Call {} to the model \"{}\" at {} failed, {}: {}",
                    failures,
                    request.modelName(),
                    server,
                    again ? "trying again in " + pause.toMillis() + " ms" : "giving up",
                    forLog(attempt.detail()));
            if (!again) {
                return attempt.reply();
            }
            pause(pause, cancellation);
        }
    }

    private Attempt attempt(
            Judge judge,
            ChatRequest request,
            ModelListener listener,
            Cancellation cancellation,
            Limits limits,
            long deadline) {
        Exchange exchange = new Exchange(timer, limits, deadline);
        ReplyCollector collector = new ReplyCollector(exchange, listener::text);
        try (var _ = cancellation.onRequest(() -> exchange.end(new Ending.Cancelled()))) {
            ScopedValue.where(OUTGOING, new Outgoing(exchange, request.modelName(), listener))
                    .run(() -> model.chat(request, collector));
        }
        return judge.judge(Objects.requireNonNull(exchange.ending()), collector);
    }

    private static void pause(Duration pause, Cancellation cancellation) {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (var _ = cancellation.onRequest(cancelled::countDown)) {
            var _ = cancelled.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On one line, bounded, and without the key, which some servers repeat. */
    private String forLog(String detail) {
        String line =
                (apiKey == null ? detail : detail.replace(apiKey, "(the key)")).replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= MAX_LOGGED ? line : line.substring(0, MAX_LOGGED) + "…";
    }

    private static String withoutUserInfo(URI address) {
        try {
            return new URI(
                            address.getScheme(),
                            null,
                            address.getHost(),
                            address.getPort(),
                            address.getPath(),
                            null,
                            null)
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("An address without its user is still an address.", e);
        }
    }

    private Map<String, String> basicAuthorization(URI address) {
        String user = address.getUserInfo();
        return user == null || apiKey != null
                ? Map.of()
                : Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        http.shutdownNow();
        timer.shutdownNow();
    }

    /** What a call brings to the request that LangChain4j makes of it. */
    private record Outgoing(Exchange exchange, String model, ModelListener listener) {}

    /** Hands LangChain4j's requests to the exchange of the calling thread, and blocks until it has ended. */
    private final class OurHttp implements HttpClientBuilder, dev.langchain4j.http.client.HttpClient {
        @Override
        public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
            Outgoing outgoing = OUTGOING.get();
            byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
            java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body))
                    .header("Accept", "text/event-stream");
            request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
            // What is told is read from the bytes that go out: where a text has no UTF-8, the two would differ.
            outgoing.listener()
                    .sent(new SentRequest(outgoing.model(), server, new String(body, StandardCharsets.UTF_8)));
            outgoing.exchange().run(http, builder.build(), listener);
        }

        @Override
        public SuccessfulHttpResponse execute(HttpRequest request) {
            throw new UnsupportedOperationException("Every call streams.");
        }

        @Override
        public dev.langchain4j.http.client.HttpClient build() {
            return this;
        }

        @Override
        public @Nullable Duration connectTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public @Nullable Duration readTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }
    }
}
