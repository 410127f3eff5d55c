package dev.tabletalk.benchmark.server;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the platform threads out of jcmd's Thread.print. */
final class ThreadNames {
    private static final Pattern HEAD = Pattern.compile("(?m)^\"(.*)\" #\\d+ ");

    /** Come and go with the work of the compiler, whatever the program does. */
    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThread\\d+");

    private ThreadNames() {}

    /** Those of Java, without those of the compiler. */
    static List<String> in(String dump) {
        return HEAD.matcher(dump)
                .results()
                .map(MatchResult::group)
                .map(head -> head.substring(1, head.lastIndexOf("\" #")))
                .filter(name -> !COMPILER.matcher(name).matches())
                .sorted()
                .toList();
    }
}
