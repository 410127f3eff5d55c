package dev.tabletalk.architecture.broken.domain.port;

public interface Port {}
