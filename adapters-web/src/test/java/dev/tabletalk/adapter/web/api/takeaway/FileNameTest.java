package dev.tabletalk.adapter.web.api.takeaway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FileNameTest {
    @Test
    void leavesOutWhatNoSystemTakes() {
        assertThat(FileName.of("Revenue by month")).isEqualTo("Revenue by month");
        assertThat(FileName.of("../../etc/passwd")).isEqualTo("etc passwd");
        assertThat(FileName.of("a\"; filename=evil.exe\r\nX: y")).isEqualTo("a filename=evil.exe X y");
        assertThat(FileName.of("turned \u202Efdp.exe")).isEqualTo("turned fdp.exe");
        assertThat(FileName.of("CON")).isEqualTo("Tabletalk CON");
        assertThat(FileName.of(" . ")).isEqualTo("Tabletalk ");
        assertThat(FileName.of("漢".repeat(200))).isEqualTo("漢".repeat(80));
    }

    @Test
    void cutsALongNameBeforeItsDate() {
        assertThat(FileName.of("Who pays?", "2026-11-26")).isEqualTo("Who pays 2026-11-26");
        assertThat(FileName.of("漢".repeat(200), "2026-11-26")).isEqualTo("漢".repeat(69) + " 2026-11-26");
    }

    @Test
    void givesOldClientsAPlainNameAndOthersTheFullOne() {
        assertThat(FileName.attachment("Größte Kunden 漢", "csv"))
                .isEqualTo("attachment; filename=\"Gro_te Kunden _.csv\";"
                        + " filename*=UTF-8''Gr%C3%B6%C3%9Fte%20Kunden%20%E6%BC%A2.csv");
        assertThat(FileName.attachment("a'b(c)*", "md"))
                .isEqualTo("attachment; filename=\"a'b(c).md\"; filename*=UTF-8''a%27b%28c%29.md");
    }
}
