package dev.tabletalk.adapter.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only under its own names. A foreign page whose name is made to point to this machine (DNS rebinding) would
 * otherwise be the same origin to the browser and could read everything.
 */
final class HostCheck extends OncePerRequestFilter {
    private final AllowedHosts hosts;

    HostCheck(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hosts.allows(request.getServerName())) {
            chain.doFilter(request, response);
        } else {
            Refusal.WRONG_HOST.send(response);
        }
    }
}
