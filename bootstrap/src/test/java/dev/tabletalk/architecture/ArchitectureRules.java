package dev.tabletalk.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules as allow-lists, for any root package: the real one, and one where each rule is broken on purpose.
 *
 * <p>The graph of the Maven modules is the first rule; these say what the compiler cannot.
 */
record ArchitectureRules(String root) {
    private static final String[] PLAIN_JAVA = {
        "java.lang..", "java.util..", "java.time..", "java.math..", "java.net", "org.jspecify.annotations.."
    };

    ArchRule domainIsPlainJava() {
        return classes()
                .that(resideInAPackage(root + ".domain.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(with(PLAIN_JAVA, root + ".domain.."))
                        .or(JavaClass.Predicates.equivalentTo(java.text.Normalizer.class))
                        .or(JavaClass.Predicates.equivalentTo(java.text.Normalizer.Form.class)))
                .because("the rules must not know technology; give the domain a port and do it in an adapter");
    }

    ArchRule applicationKnowsOnlyTheDomain() {
        return classes()
                .that(resideInAPackage(root + ".application.."))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(with(PLAIN_JAVA, root + ".domain..", root + ".application..", "org.slf4j")))
                .because("use cases speak domain and ports; technology belongs into an adapter behind a port");
    }

    ArchRule drivenAdapterKnowsOnlyTheDomain(String adapter) {
        String own = root + ".adapter." + adapter + "..";
        return classes()
                .that(resideInAPackage(own))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(root + "..")).or(resideInAnyPackage(own, root + ".domain..")))
                .because("a driven adapter implements ports; what it needs from elsewhere comes in through them");
    }

    ArchRule webKnowsOnlyUseCases() {
        String own = root + ".adapter.web..";
        return classes()
                .that(resideInAPackage(own))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(root + ".."))
                        .or(resideInAnyPackage(own, root + ".application..", root + ".domain..")))
                .andShould(notUse(root + ".domain.port.."))
                .because("the web drives use cases; it neither skips them nor knows who implements the ports");
    }

    ArchRule interfaceAndApiDoNotKnowEachOther() {
        return slices().matching(root + ".adapter.web.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage(root + ".adapter.web.markdown"))
                .because("the interface and the API are two adapters; what both need is a use case");
    }

    ArchRule servicesAreReachedThroughUseCases() {
        return noClasses()
                .that(resideInAPackage(root + ".adapter.."))
                .should()
                .dependOnClassesThat(resideInAPackage(root + ".application..")
                        .and(JavaClass.Predicates.simpleNameEndingWith("Service")))
                .because("a *Service is known by its *UseCase interfaces");
    }

    ArchRule slicesHaveNoCycles(String ring) {
        return slices().matching(root + "." + ring + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("features build on each other in one direction");
    }

    ArchRule transactionsBelongToPersistence() {
        return noClasses()
                .that(not(resideInAPackage(root + ".adapter.persistence..")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.transaction.."))
                .because("a run lasts minutes and SQLite has one writer: a transaction is one repository call");
    }

    ArchRule vaadinStaysOnItsBundle() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("com.vaadin..")
                        .and(JavaClass.Predicates.simpleName("NpmPackage")
                                .or(JavaClass.Predicates.simpleName("JsModule"))
                                .or(JavaClass.Predicates.simpleName("CssImport"))
                                .or(JavaClass.Predicates.simpleName("JavaScript"))
                                .or(JavaClass.Predicates.simpleName("Theme"))
                                .or(JavaClass.Predicates.simpleName("WebComponentExporter"))))
                .because("these make the build want Node; use @StyleSheet or Page.addJsModule of a static file");
    }

    ArchRule vaadinIsFree() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.vaadin.flow.component.ai..",
                        "com.vaadin.flow.component.charts..",
                        "com.vaadin.flow.component.dashboard..",
                        "com.vaadin.flow.component.crud..",
                        "com.vaadin.flow.component.gridpro..",
                        "com.vaadin.flow.component.board..",
                        "com.vaadin.flow.component.map..",
                        "com.vaadin.flow.component.spreadsheet..",
                        "com.vaadin.flow.component.richtexteditor.."))
                .because("these are commercial, or (ai) keep conversations in a way that is not ours");
    }

    ArchRule everyPackageIsNullMarked() {
        return classes()
                .that(resideInAPackage(root + "..").and(not(JavaClass.Predicates.simpleName("package-info"))))
                .should(beInANullMarkedPackage())
                .because("null is a compile error; add a package-info.java that also says what the package is for");
    }

    /** Every rule, for the two tests. */
    Stream<ArchRule> all() {
        return Stream.of(
                domainIsPlainJava(),
                applicationKnowsOnlyTheDomain(),
                drivenAdapterKnowsOnlyTheDomain("persistence"),
                drivenAdapterKnowsOnlyTheDomain("llm"),
                drivenAdapterKnowsOnlyTheDomain("jdbc"),
                drivenAdapterKnowsOnlyTheDomain("chart"),
                webKnowsOnlyUseCases(),
                interfaceAndApiDoNotKnowEachOther(),
                servicesAreReachedThroughUseCases(),
                slicesHaveNoCycles("domain"),
                slicesHaveNoCycles("application"),
                slicesHaveNoCycles("adapter"),
                transactionsBelongToPersistence(),
                vaadinStaysOnItsBundle(),
                vaadinIsFree(),
                everyPackageIsNullMarked());
    }

    private static String[] with(String[] some, String... more) {
        return Stream.of(List.of(some), List.of(more)).flatMap(List::stream).toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> notUse(String packages) {
        return new ArchCondition<>("not use " + packages) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> resideInAPackage(packages).test(dependency.getTargetClass()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(item, dependency.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " is in no @NullMarked package"));
                }
            }
        };
    }
}
