package dev.tabletalk.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PastedUrlTest {
    @Test
    void takesAServerApart() {
        assertThat(PastedUrl.parse("postgres://reader:s3cret@db.example.com:6432/orders?sslmode=require"))
                .isEqualTo(new PastedUrl(
                        DatabaseKind.POSTGRESQL,
                        "db.example.com",
                        6432,
                        "orders",
                        "reader",
                        new Secret("s3cret"),
                        null,
                        TlsMode.REQUIRE,
                        List.of()));
    }

    @Test
    void takesAJdbcUrlApart() {
        assertThat(PastedUrl.parse("jdbc:postgresql://db:5432/orders?user=me@tenant&password=p%26q%40r+1&ssl=true"))
                .isEqualTo(new PastedUrl(
                        DatabaseKind.POSTGRESQL,
                        "db",
                        5432,
                        "orders",
                        "me@tenant",
                        new Secret("p&q@r+1"),
                        null,
                        TlsMode.VERIFY_FULL,
                        List.of()));
    }

    @Test
    void leavesWhatTheUrlDoesNotSay() {
        assertThat(PastedUrl.parse("postgresql://db"))
                .isEqualTo(new PastedUrl(DatabaseKind.POSTGRESQL, "db", null, null, null, null, null, null, List.of()));
        assertThat(PastedUrl.parse("postgres:///orders").host()).isNull();
        assertThat(PastedUrl.parse("jdbc:postgresql:orders").host()).isEqualTo("localhost");
        assertThat(PastedUrl.parse("postgresql://me@db/").username()).isEqualTo("me");
        assertThat(PastedUrl.parse("postgresql://me:@db/").password()).isNull();
        assertThat(PastedUrl.parse("postgresql://db:/x").port()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://u:p%40ss%2Fw%3Ard%25@h/d, p@ss/w:rd%",
        "postgres://u:a:b@h/d, a:b",
        "postgres://u:a@b@h/d, a@b",
        "postgres://u:%E2%9C%93@h/d, ✓",
        "postgres://u:ünicode@h/d, ünicode",
        "postgres://u:%2525@h/d, %25"
    })
    void decodesThePasswordOnce(String url, String password) {
        PastedUrl parsed = PastedUrl.parse(url);
        assertThat(parsed.password()).isEqualTo(new Secret(password));
        assertThat(parsed.host()).isEqualTo("h");
        assertThat(parsed.toString()).doesNotContain(password + ",");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://[::1]:6432/d, ::1, 6432",
        "postgres://u:p@[2001:db8::7]/d, 2001:db8::7, ",
        "postgres://127.0.0.1:1/d, 127.0.0.1, 1",
        "postgres://db-1.example_x.com:65535/d, db-1.example_x.com, 65535"
    })
    void knowsTheSpellingsOfHosts(String url, String host, Integer port) {
        assertThat(PastedUrl.parse(url).host()).isEqualTo(host);
        assertThat(PastedUrl.parse(url).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:///shop.db, shop.db",
        "sqlite:////srv/shop.db, /srv/shop.db",
        "sqlite://shop.db, shop.db",
        "jdbc:sqlite:shop.db, shop.db",
        "jdbc:sqlite:/srv/my%20shop.db, /srv/my shop.db",
        "jdbc:sqlite:file:shop.db?mode=ro, shop.db"
    })
    void takesAFileApart(String url, String file) {
        assertThat(PastedUrl.parse(url).file()).isEqualTo(file);
        assertThat(PastedUrl.parse(url).kind()).isEqualTo(DatabaseKind.SQLITE);
    }

    @Test
    void namesTheOptionsItLeavesOutAndNotTheirValues() {
        PastedUrl parsed = PastedUrl.parse("jdbc:postgresql://h/d?socketFactory=evil.Factory&loggerFile=/etc/x"
                + "&sslpassword=hush&%73ocketFactoryArg=x&sslmode=whatever#frag");
        assertThat(parsed.leftOut())
                .containsExactly(
                        "what follows #", "socketFactory", "loggerFile", "sslpassword", "socketFactoryArg", "sslmode");
        assertThat(parsed.tls()).isNull();
        assertThat(parsed.toString()).doesNotContain("hush").doesNotContain("evil");
        assertThat(PastedUrl.parse("jdbc:sqlite:shop.db?enable_load_extension=true")
                        .leftOut())
                .containsExactly("enable_load_extension");
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=disable, OFF",
        "sslmode=allow, PREFER",
        "sslmode=prefer, PREFER",
        "sslMode=PREFERRED, PREFER",
        "ssl-mode=REQUIRED, REQUIRE",
        "sslMode=trust, REQUIRE",
        "useSSL=true, REQUIRE",
        "useSSL=false, OFF",
        "sslmode=verify-ca, VERIFY_CA",
        "sslMode=VERIFY_IDENTITY, VERIFY_FULL",
        "sslmode=verify-full, VERIFY_FULL",
        "useSSL=true&verifyServerCertificate=true, VERIFY_FULL",
        "ssl=true, REQUIRE"
    })
    void understandsWhatIsSaidOfTls(String option, TlsMode tls) {
        assertThat(PastedUrl.parse("postgres://h/d?" + option).tls()).isEqualTo(tls);
    }

    @Test
    void takesTheQuotesAndTheDriverOff() {
        assertThat(PastedUrl.parse("  \"postgresql+psycopg2://h/d\" ").host()).isEqualTo("h");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db.example.com",
                "http://db.example.com/",
                "jdbc:h2:mem:x",
                "jdbc:oracle:thin:@h:1521/x",
                "jdbc:postgresql",
                "jdbc:jdbc:postgresql://h/d",
                "postgres://u:hush/hush@h/d",
                "postgres://u:hush?hush@h/d",
                "postgres://u:hush#hush@h/d",
                "postgres://h1:1,h2:2/d?password=hush",
                "postgres://(host=h)/d?password=hush",
                "postgres://address=(host=h)(port=1)/d?password=hush",
                "postgres://%2Fvar%2Frun%2Fpostgresql/d?password=hush",
                "postgres://::1:5432/d?password=hush",
                "postgres://[::1/d?password=hush",
                "postgres://[evil.example.com]/d?password=hush",
                "postgres://h:0/d?password=hush",
                "postgres://h:99999/d?password=hush",
                "postgres://h:port/d?password=hush",
                "postgres://[::1]5432x/d?password=hush",
                "postgres://u:hush%@h/d",
                "postgres://u:hush%zz@h/d",
                "postgres://u:hush%C3@h/d",
                "postgres://u:hush%00@h/d",
                "postgres://u:hush\n@h/d",
                "postgres://h/d?sslmode=require&sslmode=disable&password=hush",
                "postgres://h/d?sslmode=require&%73sl%6dode=disable&password=hush",
                "jdbc:postgresql:replication://h1/d?password=hush",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite::resource:http://evil.example.com/x.db",
                "jdbc:sqlite:",
                "sqlite://"
            })
    void refusesWithoutRepeatingAnyOfIt(String url) {
        assertThatThrownBy(() -> PastedUrl.parse(url)).isInstanceOfSatisfying(FailureException.class, refused -> {
            assertThat(refused.failure().field()).isEqualTo("url");
            assertThat(refused.failure().message())
                    .doesNotContain("hush")
                    .doesNotContain("evil")
                    .endsWith(".");
        });
    }

    @Test
    void refusesATextWithoutEndInLinearTime() {
        assertThatThrownBy(() -> PastedUrl.parse("postgres://" + "a@".repeat(5_000_000)))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void knowsAUrlWhenItSeesOne() {
        assertThat(List.of("postgres://h", "JDBC:POSTGRESQL://H", "sqlite:x.db", " 'postgres://h' ", "x://y"))
                .allMatch(PastedUrl::looksLikeOne);
        assertThat(List.of("db.example.com", "localhost:5432", "C:\\shop.db", "", "shop.db", "[::1]:5432"))
                .noneMatch(PastedUrl::looksLikeOne);
    }

    @Test
    void knowsTheSchemeOfEveryKind() {
        for (DatabaseKind kind : DatabaseKind.values()) {
            String url = kind.id() + (kind.isFile() ? ":x.db" : "://h/d");
            assertThat(PastedUrl.parse(url).kind()).isEqualTo(kind);
            assertThat(PastedUrl.parse("jdbc:" + url.toUpperCase(Locale.ROOT)).kind())
                    .isEqualTo(kind);
        }
    }
}
