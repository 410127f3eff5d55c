package dev.tabletalk.adapter.jdbc.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.query.GuardVerdict;
import dev.tabletalk.domain.query.SqlGuard;
import dev.tabletalk.domain.query.SqlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tries the guard with our own corpus, and with more files like it that lie in the folder named by -Dtabletalk.corpus. */
final class CorpusTest {
    private final DialectSqlAnalyzer analyzer = new DialectSqlAnalyzer();

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsHostileAndLetsReadsPass(DatabaseKind dialect) throws Exception {
        List<CorpusRow> rows = rows().stream()
                .filter(row -> row.dialect() == dialect && !row.verdict().equals("limit"))
                .toList();
        List<String> wrong = new ArrayList<>();
        int[] hostile = new int[2];
        int[] benign = new int[2];
        for (CorpusRow row : rows) {
            boolean deny = row.verdict().equals("deny");
            GuardVerdict verdict = SqlGuard.judge(analyzer.analyze(dialect, new SqlText(row.sql())));
            int[] counts = deny ? hostile : benign;
            counts[0]++;
            switch (verdict) {
                case GuardVerdict.Allowed()
                when deny -> {
                    counts[1]++;
                    wrong.add("allowed " + row.kind() + ": " + row.sql());
                }
                case GuardVerdict.Refused(String reason)
                when !deny -> {
                    counts[1]++;
                    wrong.add("refused " + row.kind() + ": " + row.sql() + " -- " + reason);
                }
                case GuardVerdict.Allowed() -> {}
                case GuardVerdict.Refused refused -> {}
            }
        }
        System.out.printf(
                "Guard, %s: %d of %d hostile statements passed, %d of %d reads were refused%n",
                dialect.label(), hostile[1], hostile[0], benign[1], benign[0]);
        wrong.forEach(System.out::println);
        assertThat(wrong.stream().filter(line -> line.startsWith("allowed"))).isEmpty();
        assertThat(benign[1]).as("refused reads: %s", wrong).isLessThanOrEqualTo(benign[0] * 2 / 100);
    }

    private static List<CorpusRow> rows() throws Exception {
        Path own = Path.of(CorpusTest.class.getResource("/corpus").toURI());
        List<CorpusRow> rows = new ArrayList<>(rows(own));
        String more = System.getProperty("tabletalk.corpus");
        if (more != null) {
            rows.addAll(rows(Path.of(more)));
        }
        return rows;
    }

    private static List<CorpusRow> rows(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tsv"))
                    .sorted()
                    .flatMap(file -> CorpusRow.read(file).stream())
                    .toList();
        }
    }
}
