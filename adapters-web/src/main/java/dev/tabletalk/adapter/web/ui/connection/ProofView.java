package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.proof.AttackOutcome;
import dev.tabletalk.domain.proof.AttackOutcome.Result;
import dev.tabletalk.domain.proof.LayerReport;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import dev.tabletalk.domain.proof.TriedAttack;
import java.time.ZoneId;
import java.util.function.Function;

/** The report of a check, as an administrator shows it to an auditor. */
final class ProofView extends Composite<Div> {
    ProofView(DatabaseConnection connection, ReadOnlyProof proof, ZoneId zone) {
        getContent().addClassName("tt-proof");
        getContent().add(verdict(connection, proof, zone), layers(proof), new AccountView(proof.account()));
        if (!proof.attacks().isEmpty()) {
            getContent().add(new TriedAttacks(proof.attacks()));
        }
    }

    private static Section verdict(DatabaseConnection connection, ReadOnlyProof proof, ZoneId zone) {
        Span symbol = ProofWords.glyph(proof).create();
        symbol.addClassName("tt-proof-symbol");
        Paragraph sentence = new Paragraph(ProofWords.sentence(proof));
        sentence.addClassName("tt-proof-sentence");
        Div words = new Div(new H3(ProofWords.brief(proof)), sentence);
        Div head = new Div(symbol, words);
        head.addClassName("tt-proof-head");
        DescriptionList facts = new DescriptionList();
        fact(facts, "Connection", connection.name());
        fact(facts, "Server", proof.serverVersion());
        fact(facts, "Checked", ProofWords.moment(proof.checkedAt(), zone));
        fact(facts, "Duration", ProofWords.seconds(proof.elapsed()));
        fact(facts, "Attacks", proof.attacks().size() + " of " + proof.planned() + " tried");
        Section section = new Section(head, facts);
        section.addClassName("tt-proof-verdict");
        section.getElement().setAttribute("data-state", ProofWords.state(proof));
        section.getElement().setAttribute("aria-label", "Verdict");
        return section;
    }

    private static void fact(DescriptionList facts, String name, String value) {
        Div fact = new Div(new DescriptionList.Term(name), new DescriptionList.Description(value));
        facts.add(fact);
    }

    private static Div layers(ReadOnlyProof proof) {
        Div layers = new Div(
                layer(
                        "Layer one: the guard",
                        "Reads every statement before the database sees it, and lets only reads pass.",
                        proof,
                        proof.guard(),
                        TriedAttack::guard),
                layer(
                        "Layer two: the database session",
                        "Tried with the guard left out: read-only, limited, rolled back, and clean for the next one.",
                        proof,
                        proof.engine(),
                        TriedAttack::engine));
        layers.addClassName("tt-proof-layers");
        return layers;
    }

    private static Section layer(
            String name,
            String about,
            ReadOnlyProof proof,
            LayerReport report,
            Function<TriedAttack, AttackOutcome> outcome) {
        Span held = new Span(report.held() + " of " + report.tried());
        held.addClassName("tt-proof-number");
        Div number = new Div(held, new Span(" attacks held"));
        Paragraph words = new Paragraph(about);
        words.addClassName("tt-secondary");
        Paragraph counts = new Paragraph(
                count(proof, outcome, Result.REFUSED) + " refused · " + count(proof, outcome, Result.HARMLESS)
                        + " harmless · " + report.breaches().size() + " let through");
        counts.addClassName("tt-proof-counts");
        Section layer = new Section(new H3(name), words, number, counts);
        layer.addClassName("tt-proof-layer");
        layer.getElement()
                .setAttribute(
                        "data-state",
                        report.tried() == 0 ? "none" : report.breaches().isEmpty() ? "good" : "bad");
        return layer;
    }

    private static long count(ReadOnlyProof proof, Function<TriedAttack, AttackOutcome> outcome, Result result) {
        return proof.attacks().stream()
                .filter(tried -> outcome.apply(tried).result() == result)
                .count();
    }
}
