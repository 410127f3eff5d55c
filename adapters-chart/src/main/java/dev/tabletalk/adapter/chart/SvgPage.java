package dev.tabletalk.adapter.chart;

/** Puts a drawing below its title on a white ground, with what must be said about it. */
final class SvgPage {
    private static final int MARGIN = 16;
    private static final int HEAD = 40;
    private static final int FOOT = 26;
    private static final int LONGEST_TITLE = 90;

    private SvgPage() {}

    /**
     * What was drawn.
     *
     * @param svg empty for a single number
     * @param notes may be empty
     */
    record Content(String svg, String number, String notes) {}

    static String of(Content content, String title, String description, int width, int height) {
        boolean drawing = !content.svg().isEmpty();
        int body = drawing ? height : 90;
        int all = HEAD + body + (content.notes().isEmpty() ? 0 : FOOT);
        StringBuilder page = new StringBuilder(content.svg().length() + 1_000)
                .append(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" role=\"img\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(all)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(all)
                .append("\"><title>")
                .append(escape(description))
                .append("</title><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        text(
                page,
                MARGIN,
                26,
                15,
                600,
                "#1d1f27",
                title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE) + "…");
        if (drawing) {
            page.append("<g transform=\"translate(0 ")
                    .append(HEAD)
                    .append(")\">")
                    .append(content.svg())
                    .append("</g>");
        } else {
            text(page, MARGIN, HEAD + 48, 40, 600, "#1d1f27", content.number());
        }
        if (!content.notes().isEmpty()) {
            text(page, MARGIN, HEAD + body + 14, 12, 400, "#5c6070", content.notes());
        }
        return page.append("</svg>").toString();
    }

    private static void text(StringBuilder page, int x, int y, int size, int weight, String color, String text) {
        page.append("<text x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" style=\"font-family:sans-serif;font-size:")
                .append(size)
                .append("px;font-weight:")
                .append(weight)
                .append("\" fill=\"")
                .append(color)
                .append("\">")
                .append(escape(text))
                .append("</text>");
    }

    /** Also without what XML does not allow at all. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(allowed(point));
            }
        });
        return escaped.toString();
    }

    /** The text without the characters that XML does not allow. */
    static String allowed(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        text.codePoints().forEach(point -> allowed.appendCodePoint(allowed(point)));
        return allowed.toString();
    }

    private static int allowed(int point) {
        boolean allowed = point == '\t' || point == '\n' || (point >= ' ' && !Character.isISOControl(point));
        boolean whole = point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE;
        return allowed && whole && point != 0xFFFE && point != 0xFFFF ? point : '\uFFFD';
    }
}
