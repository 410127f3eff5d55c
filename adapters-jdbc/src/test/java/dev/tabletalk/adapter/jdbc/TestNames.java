package dev.tabletalk.adapter.jdbc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Names ending in ".names.test", resolved as tests say and never by a name server; Java itself finds this. */
public final class TestNames extends InetAddressResolverProvider {
    private static final String DOMAIN = ".names.test";
    private static final Map<String, Answers> ANSWERS = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private record Answers(List<InetAddress> addresses, AtomicInteger asked) {
        /** One after another, the last one again and again. */
        InetAddress next() {
            return addresses.get(Math.min(asked.getAndIncrement(), addresses.size() - 1));
        }
    }

    /** A new name that leads to these literal addresses, each time it is asked for to the next one. */
    static String leadingTo(String... addresses) {
        String name = "host" + COUNT.incrementAndGet() + DOMAIN;
        ANSWERS.put(
                name,
                new Answers(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList(), new AtomicInteger()));
        return name;
    }

    /** How often a name was asked for. */
    static int asked(String name) {
        Answers answers = ANSWERS.get(name);
        return answers == null ? 0 : answers.asked().get();
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver builtin = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                Answers answers = ANSWERS.get(host);
                return answers == null ? builtin.lookupByName(host, policy) : Stream.of(answers.next());
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return builtin.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of tests";
    }
}
