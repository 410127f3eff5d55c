package dev.tabletalk.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What follows the name of a benchmark: {@code --name number} or {@code --flag}. */
record Options(Map<String, Integer> numbers) {
    private static final int MOST = 1_000_000;

    Options {
        numbers = Map.copyOf(numbers);
    }

    /**
     * Reads them.
     *
     * @param withNumber names that a number follows
     * @param flags names that stand alone
     * @throws IllegalArgumentException for anything else, with a text for the person
     */
    static Options parse(List<String> arguments, Set<String> withNumber, Set<String> flags) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (flags.contains(name)) {
                numbers.put(name, 1);
            } else if (withNumber.contains(name) && i + 1 < arguments.size()) {
                i++;
                numbers.put(name, number(name, arguments.get(i)));
            } else {
                throw new IllegalArgumentException("\"" + name + "\" is not understood here.");
            }
        }
        return new Options(numbers);
    }

    private static int number(String name, String text) {
        if (text.matches("\\d{1,7}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        }
        throw new IllegalArgumentException(name + " needs a number from 1 to " + MOST + ", not \"" + text + "\".");
    }

    boolean has(String flag) {
        return numbers.containsKey(flag);
    }

    int number(String name, int otherwise) {
        return numbers.getOrDefault(name, otherwise);
    }
}
