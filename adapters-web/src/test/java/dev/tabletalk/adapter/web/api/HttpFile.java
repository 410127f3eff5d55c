package dev.tabletalk.adapter.web.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of requests, as {@code src/test/http/README.md} describes it. */
record HttpFile(Map<String, String> variables, List<Entry> entries) {
    private static final Pattern VARIABLE = Pattern.compile("@(\\w+) = (.+)");
    private static final Pattern EXPECT = Pattern.compile("# expect (\\d{3})");
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+)");
    private static final Pattern HEADER = Pattern.compile("([\\w-]+): (.*)");
    private static final Pattern CAPTURE =
            Pattern.compile("> \\{% client\\.global\\.set\\(\"(\\w+)\", response\\.body\\.(\\w+)\\); %}");

    /**
     * One request.
     *
     * @param captures variable to field of the answer
     */
    record Entry(
            String title,
            String method,
            String url,
            Map<String, String> headers,
            String body,
            int expectedStatus,
            Map<String, String> captures) {}

    static HttpFile parse(String text) {
        String[] blocks = text.split("(?m)^### ", -1);
        Map<String, String> variables = new LinkedHashMap<>();
        blocks[0].lines().filter(line -> !line.isBlank()).forEach(line -> {
            Matcher variable = matched(VARIABLE, line);
            variables.put(variable.group(1), variable.group(2));
        });
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i < blocks.length; i++) {
            entries.add(entry(blocks[i].lines().toList()));
        }
        return new HttpFile(variables, entries);
    }

    private static Entry entry(List<String> lines) {
        int line = 1;
        int expected = 200;
        while (lines.get(line).startsWith("#")) {
            expected = Integer.parseInt(matched(EXPECT, lines.get(line++)).group(1));
        }
        Matcher request = matched(REQUEST, lines.get(line++));
        Map<String, String> headers = new LinkedHashMap<>();
        while (line < lines.size() && !lines.get(line).isBlank()) {
            Matcher header = matched(HEADER, lines.get(line++));
            headers.put(header.group(1), header.group(2));
        }
        List<String> body = new ArrayList<>();
        Map<String, String> captures = new LinkedHashMap<>();
        for (String rest : lines.subList(line, lines.size())) {
            if (rest.startsWith("> ")) {
                Matcher capture = matched(CAPTURE, rest);
                captures.put(capture.group(1), capture.group(2));
            } else {
                body.add(rest);
            }
        }
        return new Entry(
                lines.getFirst(),
                request.group(1),
                request.group(2),
                headers,
                String.join("\n", body).strip(),
                expected,
                captures);
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not understood: " + line);
        }
        return matcher;
    }
}
