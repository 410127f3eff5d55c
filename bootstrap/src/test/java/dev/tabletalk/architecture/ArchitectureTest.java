package dev.tabletalk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.tabletalk");
    private static final JavaClasses BROKEN =
            new ClassFileImporter().importPackages("dev.tabletalk.architecture.broken");

    @ParameterizedTest
    @MethodSource
    void isKept(ArchRule rule) {
        rule.check(PROGRAM);
    }

    static Stream<ArchRule> isKept() {
        return new ArchitectureRules("dev.tabletalk").all();
    }

    @ParameterizedTest
    @MethodSource
    void isNoticedWhenBroken(ArchRule rule) {
        assertThat(rule.evaluate(BROKEN).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }

    static Stream<ArchRule> isNoticedWhenBroken() {
        return new ArchitectureRules("dev.tabletalk.architecture.broken").all();
    }
}
