package dev.tabletalk.adapter.web.markdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Turns Markdown of a model into HTML that does nothing and fetches nothing: raw HTML is shown as text, of images the
 * alternative text stays, and only links to http, https and mailto are links.
 */
public final class SafeMarkdown {
    private static final int DEEPEST_BLOCKS = 40;
    private static final int DEEPEST_INLINES = 40;
    private static final int FIRST_HEADING = 3;
    private static final int LAST_HEADING = 6;
    private static final int LONGEST_LANGUAGE = 20;

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(DEEPEST_BLOCKS)
            .maxInlineNesting(DEEPEST_INLINES)
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .percentEncodeUrls(true)
            .nodeRendererFactory(Tamed::new)
            .build();

    private SafeMarkdown() {}

    /** The HTML of each block at the top, in order; a text that grows changes only the last ones. */
    public static List<String> blocks(String markdown) {
        List<String> blocks = new ArrayList<>();
        for (Node node = PARSER.parse(UnseenCharacters.shownInLines(markdown)).getFirstChild();
                node != null;
                node = node.getNext()) {
            String html = RENDERER.render(node);
            if (!html.isBlank()) {
                blocks.add(html);
            }
        }
        return blocks;
    }

    /** Renders what must not be rendered as usual. */
    private static final class Tamed implements NodeRenderer {
        private final HtmlNodeRendererContext context;
        private final HtmlWriter html;

        Tamed(HtmlNodeRendererContext context) {
            this.context = context;
            this.html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(
                    Image.class,
                    Link.class,
                    Heading.class,
                    HtmlInline.class,
                    FencedCodeBlock.class,
                    IndentedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case Image image -> html.text(plainText(image));
                case Link link -> link(link);
                case Heading heading -> heading(heading);
                case HtmlInline inline -> inline(inline.getLiteral());
                case FencedCodeBlock block -> code(block.getInfo(), block.getLiteral());
                case IndentedCodeBlock block -> code("", block.getLiteral());
                default -> throw new IllegalStateException("Not asked for: " + node);
            }
        }

        private void link(Link link) {
            if (!isHarmless(link.getDestination())) {
                children(link);
                return;
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("href", context.encodeUrl(link.getDestination()));
            attributes.put("target", "_blank");
            attributes.put("rel", "noopener noreferrer nofollow");
            html.tag("a", attributes);
            children(link);
            html.tag("/a");
        }

        private static boolean isHarmless(String destination) {
            String lower = destination.toLowerCase(Locale.ROOT);
            return lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("mailto:");
        }

        private void heading(Heading heading) {
            String tag = "h" + Math.min(LAST_HEADING, heading.getLevel() + FIRST_HEADING - 1);
            html.line();
            html.tag(tag);
            children(heading);
            html.tag("/" + tag);
            html.line();
        }

        /** Models break lines within table cells with this one tag. */
        private void inline(String tag) {
            if (tag.replace(" ", "").replace("/", "").equalsIgnoreCase("<br>")) {
                html.tag("br", Map.of(), true);
            } else {
                html.text(tag);
            }
        }

        private void code(String info, String literal) {
            html.line();
            html.tag("div", Map.of("class", "tt-code"));
            html.tag("div", Map.of("class", "tt-code-bar"));
            html.tag("span");
            html.text(language(info));
            html.tag("/span");
            html.tag("button", Map.of("type", "button", "class", "tt-copy"));
            html.text("Copy");
            html.tag("/button");
            html.tag("/div");
            html.tag("pre", Map.of("tabindex", "0"));
            html.tag("code");
            html.text(literal);
            html.tag("/code");
            html.tag("/pre");
            html.tag("/div");
            html.line();
        }

        private static String language(String info) {
            String word = info.strip().split("\\s+", 2)[0];
            return word.length() <= LONGEST_LANGUAGE ? word : "";
        }

        private void children(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }

        private static String plainText(Node parent) {
            StringBuilder text = new StringBuilder();
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                text.append(
                        switch (child) {
                            case Text plain -> plain.getLiteral();
                            case Code code -> code.getLiteral();
                            case SoftLineBreak _, HardLineBreak _ -> " ";
                            default -> plainText(child);
                        });
            }
            return text.toString();
        }
    }
}
