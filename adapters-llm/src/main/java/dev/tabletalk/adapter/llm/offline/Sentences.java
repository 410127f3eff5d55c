package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Small helpers for wording. */
final class Sentences {
    private static final int MOST_DECIMALS = 2;

    private Sentences() {}

    /** The words of an identifier, as people would write them. */
    static String words(String identifier) {
        return String.join(" ", Words.split(identifier));
    }

    static String plural(String words) {
        if (Words.isPlural(words)) {
            return words;
        }
        if (words.matches(".*[^aeiou]y")) {
            return words.substring(0, words.length() - 1) + "ies";
        }
        return words + (words.matches(".*(s|x|ch|sh|z)") ? "es" : "s");
    }

    static String either(List<String> values) {
        return joined(values, "or");
    }

    static String all(List<String> values) {
        return joined(values, "and");
    }

    private static String joined(List<String> values, String word) {
        if (values.size() < 2) {
            return String.join("", values);
        }
        return String.join(", ", values.subList(0, values.size() - 1)) + " " + word + " " + values.getLast();
    }

    /** A number with thousands separators; other text as it is. */
    static String number(String cell) {
        if (!cell.matches("-?\\d{1,15}(\\.\\d+)?(E-?\\d+)?")) {
            return cell;
        }
        BigDecimal number = new BigDecimal(cell);
        String decimals = switch (Math.clamp(number.scale(), 0, MOST_DECIMALS)) {
            case 0 -> "";
            case 1 -> ".0";
            default -> ".00";
        };
        DecimalFormat format = new DecimalFormat("#,##0" + decimals, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }

    /** Values come from the data: Markdown in them must not act. */
    static String quoted(String cell) {
        return quoted(cell, 80);
    }

    static String quoted(String cell, int most) {
        String line = cell.replaceAll("\\s+", " ").strip();
        String shortened = line.codePointCount(0, line.length()) > most
                ? line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…"
                : line;
        return shortened.replaceAll("([\\\\`*_\\[\\]<>#|~])", "\\\\$1");
    }

    static String capitalised(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    static String sentence(List<String> parts) {
        List<String> present = new ArrayList<>(parts);
        present.removeIf(String::isBlank);
        return String.join(" ", present);
    }
}
