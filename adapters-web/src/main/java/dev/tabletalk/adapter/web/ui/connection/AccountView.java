package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.domain.proof.AccountPrivileges;

/** What the account of a connection could do without us, and how to make one that can only read. */
final class AccountView extends Composite<Section> {
    /** The clipboard is for pages from this machine or over TLS; elsewhere the old way must do. */
    private static final String COPY = """
            const text = $0;
            if (navigator.clipboard) { return navigator.clipboard.writeText(text).then(() => true, () => false); }
            const area = document.createElement('textarea');
            area.value = text;
            document.body.append(area);
            area.select();
            const done = document.execCommand('copy');
            area.remove();
            return done;
            """;

    AccountView(AccountPrivileges account) {
        getContent().addClassName("tt-proof-section");
        getContent().add(new H3("The account"), new Paragraph(sentence(account)));
        if (!account.findings().isEmpty()) {
            UnorderedList findings = new UnorderedList();
            account.findings().forEach(finding -> findings.add(new ListItem(finding)));
            getContent().add(findings);
        }
        if (!account.remedy().isEmpty()) {
            getContent().add(remedy(String.join("\n", account.remedy())));
        }
    }

    private static String sentence(AccountPrivileges account) {
        if (account.canWrite() == null) {
            return "What this account may do could not be found out.";
        }
        if (account.canWrite()) {
            return "Were it not for Tabletalk, this account could write:";
        }
        return account.findings().isEmpty()
                ? "This account can only read: no right to write, create or administer was found."
                : "This account cannot write, but it may do more than reading tables:";
    }

    private Div remedy(String lines) {
        Code code = new Code(lines);
        Pre text = new Pre();
        text.add(code);
        text.getElement().setAttribute("tabindex", "0");
        Button copy = new Button("Copy", event -> copy(lines));
        copy.addClassName("tt-proof-copy");
        Div head = new Div(
                new Paragraph(
                        "An administrator runs this to leave only reading. Enter the new account, if there is one, in the"
                                + " connection, and check again."),
                copy);
        head.addClassName("tt-proof-remedy-head");
        Div remedy = new Div(head, text);
        remedy.addClassName("tt-proof-remedy");
        return remedy;
    }

    private void copy(String lines) {
        getElement()
                .executeJs(COPY, lines)
                .then(
                        Boolean.class,
                        done -> Notices.show(
                                done ? "Copied" : "The browser did not let us copy. Select the text instead."));
    }
}
