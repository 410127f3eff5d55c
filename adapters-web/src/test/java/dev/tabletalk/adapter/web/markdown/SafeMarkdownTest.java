package dev.tabletalk.adapter.web.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeMarkdownTest {
    private static String html(String markdown) {
        return String.join("", SafeMarkdown.blocks(markdown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "text <img src='https://evil.example/x.png'> text",
                "<script>alert(1)</script>",
                "<iframe src=https://evil.example></iframe>",
                "a <b onmouseover=alert(1)>b</b>",
                "<style>body{background:url(https://evil.example)}</style>",
                "<svg/onload=alert(1)>",
                "<video poster=https://evil.example/x src=y>",
                "<!-- <img src=x> -->",
                "<br onclick=alert(1)>",
                "<br/ style=background:url(//evil.example)>",
                "![alt](https://evil.example/x.png)",
                "![alt](javascript:alert(1))",
                "![a ![b](https://evil.example/y.png)](data:image/png;base64,AAAA)",
                "![alt][ref]\n\n[ref]: https://evil.example/x.png",
                "[click](javascript:alert(1))",
                "[click](JaVaScRiPt:alert(1))",
                "[click](java&#10;script:alert(1))",
                "[click](<java\tscript:alert(1)>)",
                "[click](data:text/html;base64,PHNjcmlwdD4=)",
                "[click](vbscript:msgbox)",
                "[click](file:///etc/passwd)",
                "[click](//evil.example)",
                "[click](/connections)",
                "<javascript:alert(1)>",
                "<data:text/html,x>",
                "| a |\n|---|\n| <img src=x> |",
                "```\"><img src=x>\n</code></pre><script>x</script>\n```",
                "`<img src=x>`",
                "# <img src=x>",
                "[x]: javascript:alert(1)\n\n[x]",
                "[<img src=x>](https://ok.example)",
                "**<img src=x onerror=alert(1)>**"
            })
    void nothingOfIt(String markdown) {
        assertThat(html(markdown))
                .doesNotContainPattern("(?i)<(img|script|iframe|style|svg|video|b\\b|!--)")
                .doesNotContainPattern("(?i)<[^>]*\\s(on\\w+|style|src|poster)\\s*=")
                .doesNotContainPattern("(?i)href=\"(?!https?://|mailto:)");
    }

    @Test
    void showsRawHtmlAsText() {
        assertThat(html("a <b>b</b>")).isEqualTo("<p>a &lt;b&gt;b&lt;/b&gt;</p>\n");
    }

    @Test
    void keepsTheAlternativeTextOfAnImage() {
        assertThat(html("See ![the *big* `chart`](https://evil.example/x.png)."))
                .isEqualTo("<p>See the big chart.</p>\n");
    }

    @Test
    void breaksALineWhereAModelWroteABreakTag() {
        assertThat(html("a<br>b<br/>c<br />d")).isEqualTo("<p>a<br />b<br />c<br />d</p>\n");
    }

    @Test
    void linksOnlyToTheWebAndToMailAndSaysNothingAboutUs() {
        String rel = "target=\"_blank\" rel=\"noopener noreferrer nofollow\"";
        assertThat(html("[a](https://a.example/?q=\"x\"&y)"))
                .isEqualTo("<p><a href=\"https://a.example/?q=%22x%22&amp;y\" " + rel + ">a</a></p>\n");
        assertThat(html("<http://b.example>")).contains("href=\"http://b.example\"", rel);
        assertThat(html("<me@c.example>")).contains("href=\"mailto:me@c.example\"", rel);
        assertThat(html("[bad](javascript:x)")).isEqualTo("<p>bad</p>\n");
    }

    @Test
    void headingsStayBelowThoseOfThePage() {
        assertThat(html("# One\n\n## Two\n\n###### Six"))
                .contains("<h3>One</h3>", "<h4>Two</h4>", "<h6>Six</h6>")
                .doesNotContain("<h1", "<h2");
    }

    @Test
    void codeCanBeCopiedAndIsNeverHtml() {
        assertThat(html("```sql\nSELECT 1 < 2\n```"))
                .contains("<span>sql</span>", ">Copy</button>", "<code>SELECT 1 &lt; 2\n</code>");
    }

    @Test
    void knowsTables() {
        assertThat(html("| a | b |\n|---|---:|\n| 1 | 2 |")).contains("<table>", "<td align=\"right\">2</td>");
    }

    @Test
    void aGrowingTextKeepsItsFirstBlocks() {
        String text = "One.\n\n- a\n- b\n\n```\ncode\n```\n\nLast **wor";
        List<String> before = SafeMarkdown.blocks(text);
        List<String> after = SafeMarkdown.blocks(text + "d** and more");
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "*a ", "**a _b ", "[", "![", "(", "`", "<a ", "| a ", "1. ", "[a](", "~"})
    void deepNestingDoesNoHarm(String opening) {
        assertThat(html(opening.repeat(20_000))).isNotNull();
        assertThat(html((opening + "\n").repeat(2_000))).isNotNull();
    }
}
