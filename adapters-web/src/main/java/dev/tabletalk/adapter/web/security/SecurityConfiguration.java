package dev.tabletalk.adapter.web.security;

import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * The filters in front of every page and call. {@code tabletalk.allowed-hosts} names the hosts under which Tabletalk may be
 * reached besides this machine's own names.
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders() {
        return inOrder(new SecurityHeaders(), 0);
    }

    @Bean
    FilterRegistrationBean<HostCheck> hostCheck(
            @Value("${tabletalk.allowed-hosts:}") List<String> allowedHosts,
            @Value("${server.address:}") String serverAddress) {
        return inOrder(new HostCheck(new AllowedHosts(allowedHosts, serverAddress)), 1);
    }

    @Bean
    FilterRegistrationBean<OriginCheck> originCheck() {
        return inOrder(new OriginCheck(), 2);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> registration = inOrder(new BodyLimit(), 3);
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    private static <T extends Filter> FilterRegistrationBean<T> inOrder(T filter, int place) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(FIRST + place);
        return registration;
    }
}
