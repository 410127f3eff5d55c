package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.domain.proof.AttackKind;
import dev.tabletalk.domain.proof.AttackOutcome;
import dev.tabletalk.domain.proof.AttackOutcome.Result;
import dev.tabletalk.domain.proof.TriedAttack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every attack that was tried, by kind, with what each layer did and why. */
final class TriedAttacks extends Composite<Section> {
    TriedAttacks(List<TriedAttack> attacks) {
        Map<AttackKind, List<TriedAttack>> byKind = attacks.stream()
                .collect(Collectors.groupingBy(
                        tried -> tried.attack().kind(), () -> new EnumMap<>(AttackKind.class), Collectors.toList()));
        Paragraph about =
                new Paragraph("Each statement went to both layers, to each as if there were no other. Harmless"
                        + " is what ran or failed on its own, ended within its limits and left nothing behind. Names that begin"
                        + " with tabletalk_check_ are made up; a statement about a real table was about no row of it.");
        about.addClassName("tt-secondary");
        Div kinds = new Div();
        kinds.addClassName("tt-proof-kinds");
        byKind.forEach((kind, tried) -> kinds.add(kind(kind, tried)));
        getContent().addClassName("tt-proof-section");
        getContent().add(new H3("What was tried"), about, kinds);
    }

    private static NativeDetails kind(AttackKind kind, List<TriedAttack> attacks) {
        Span label = new Span(kind.label());
        label.addClassName("tt-proof-kind");
        Span count = new Span(attacks.size() == 1 ? "1 attack" : attacks.size() + " attacks");
        count.addClassName("tt-proof-count");
        NativeDetails details = new NativeDetails();
        details.setSummary(new Div(
                label,
                count,
                layer("Guard", attacks, TriedAttack::guard),
                layer("Session", attacks, TriedAttack::engine)));
        Div rows = new Div();
        rows.addClassName("tt-proof-attacks");
        attacks.forEach(tried -> rows.add(attack(tried)));
        details.setContent(rows);
        details.setOpen(attacks.stream()
                .anyMatch(tried -> tried.guard().result() == Result.BREACH
                        || tried.engine().result() == Result.BREACH));
        return details;
    }

    private static Span layer(String name, List<TriedAttack> attacks, Function<TriedAttack, AttackOutcome> layer) {
        long breaches = attacks.stream()
                .filter(tried -> layer.apply(tried).result() == Result.BREACH)
                .count();
        Span mark = new Span(
                (breaches == 0 ? Glyph.CHECK : Glyph.CLOSE).create(),
                new Span(name + (breaches == 0 ? " held" : " let " + breaches + " through")));
        mark.addClassName("tt-proof-mark");
        mark.getElement().setAttribute("data-state", breaches == 0 ? "good" : "bad");
        return mark;
    }

    private static Div attack(TriedAttack tried) {
        Code sql = new Code(tried.attack().sql().value());
        sql.addClassName("tt-proof-sql");
        Div attack = new Div(sql, outcome("Guard", tried.guard()), outcome("Session", tried.engine()));
        attack.addClassName("tt-proof-attack");
        return attack;
    }

    private static Div outcome(String layer, AttackOutcome outcome) {
        Span who = new Span(layer + ": "
                + switch (outcome.result()) {
                    case REFUSED -> "refused";
                    case HARMLESS -> "harmless";
                    case BREACH -> "let through";
                });
        who.addClassName("tt-proof-who");
        who.getElement().setAttribute("data-state", outcome.result() == Result.BREACH ? "bad" : "good");
        Div line = new Div(who, new Span(outcome.why()));
        line.addClassName("tt-proof-outcome");
        return line;
    }
}
