package dev.tabletalk.adapter.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.Row;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RhinoChartRendererTest {
    private static final RhinoChartRenderer RENDERER =
            new RhinoChartRenderer(Duration.ofSeconds(60), () -> ChartOptionTest.ENGINE);
    private static final List<ResultColumn> COLUMNS = List.of(
            new ResultColumn("month", "text", Kind.TEXT),
            new ResultColumn("<script>alert(1)</script>", "text", Kind.TEXT),
            new ResultColumn("n", "numeric", Kind.NUMBER),
            new ResultColumn("m", "numeric", Kind.NUMBER));

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(Row.of(
                    "2025-0" + (i + 1),
                    i % 2 == 0 ? "a & <b>" : "\u0000\"'",
                    new BigDecimal("10.5").add(BigDecimal.valueOf(i)),
                    (long) i * i));
        }
        return rows;
    }

    private static Chart chart(ChartKind kind) {
        return switch (kind) {
            case BAR, LINE, AREA -> Chart.of(kind, 0, List.of(2, 3), null);
            case STACKED_BAR, HEAT_MAP -> Chart.of(kind, 0, List.of(2), 1);
            case PIE -> Chart.of(kind, 1, List.of(2), null);
            case SCATTER -> Chart.of(kind, 2, List.of(3), 1);
            case HISTOGRAM, NUMBER -> Chart.of(kind, null, List.of(2), null);
        };
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @ParameterizedTest
    @EnumSource
    void drawsEachKindAsADocumentThatStandsForItself(ChartKind kind) throws Exception {
        String svg = RENDERER.svg(chart(kind), COLUMNS, rows());
        Document document = parse(svg);
        assertThat(document.getDocumentElement().getLocalName()).isEqualTo("svg");
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.getLocalName()).isNotIn("script", "image", "foreignObject", "a", "use");
            for (int j = 0; j < element.getAttributes().getLength(); j++) {
                String name = element.getAttributes().item(j).getNodeName();
                String value = element.getAttributes().item(j).getNodeValue();
                assertThat(name).doesNotStartWith("on").isNotIn("href", "xlink:href");
                assertThat(name.startsWith("xmlns") || !value.contains("://"))
                        .as(value)
                        .isTrue();
            }
        }
        assertThat(kind == ChartKind.NUMBER || svg.contains("<path")).isTrue();
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .contains(kind.label().split(" ", -1)[0]);
    }

    @Test
    void drawsTheSameAgain() {
        String one = RENDERER.svg(chart(ChartKind.BAR), COLUMNS, rows());
        String other = RENDERER.svg(chart(ChartKind.BAR), COLUMNS, rows());
        assertThat(withoutNames(other)).isEqualTo(withoutNames(one));
    }

    /** Names differ so that several charts can be in one document. */
    private static String withoutNames(String svg) {
        return svg.replaceAll("zr\\d+[\\w-]*", "");
    }

    @Test
    void givesUpWhenAScriptTakesTooLong() {
        ScriptEngine engine = ChartOptionTest.ENGINE;
        assertThatThrownBy(() -> engine.evaluate(
                        Duration.ofMillis(50), "(function () { try { while (true) {} } catch (e) { return {}; } })()"))
                .isInstanceOf(ScriptEngine.TooLongError.class);
        assertThat(ScriptEngine.text(engine.evaluate(Duration.ofSeconds(60), "({value: 1})"), "value"))
                .isEqualTo("1");
        assertThatThrownBy(() -> new RhinoChartRenderer(Duration.ZERO, () -> ChartOptionTest.ENGINE)
                        .svg(chart(ChartKind.BAR), COLUMNS, rows()))
                .isInstanceOf(FailureException.class);
    }
}
