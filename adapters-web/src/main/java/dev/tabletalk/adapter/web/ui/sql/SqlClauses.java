package dev.tabletalk.adapter.web.ui.sql;

import dev.tabletalk.adapter.web.ui.sql.SqlToken.Kind;
import dev.tabletalk.adapter.web.ui.sql.SqlTree.Brackets;
import dev.tabletalk.adapter.web.ui.sql.SqlTree.Leaf;
import dev.tabletalk.adapter.web.ui.sql.SqlTree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a statement parts: into clauses, joins and the items of lists. */
final class SqlClauses {
    private static final Set<String> CLAUSES = Set.of(
            "select",
            "from",
            "where",
            "having",
            "window",
            "qualify",
            "limit",
            "values",
            "union",
            "intersect",
            "except",
            "minus");
    private static final Set<String> JOIN_WORDS = Set.of(
            "natural", "left", "right", "full", "inner", "cross", "outer", "semi", "anti", "asof", "any", "global");

    private SqlClauses() {}

    static List<List<Node>> clauses(List<Node> nodes) {
        List<List<Node>> clauses = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (clauses.isEmpty() || startsClause(nodes, i)) {
                clauses.add(new ArrayList<>());
            }
            clauses.getLast().add(nodes.get(i));
        }
        return clauses;
    }

    private static boolean startsClause(List<Node> nodes, int index) {
        String word = word(nodes.get(index));
        if (word.isEmpty() || (nodes.get(index).gap().isEmpty() && !(nodes.get(index - 1) instanceof Brackets))) {
            return false;
        }
        if (word.equals("group") || word.equals("order")) {
            return index + 1 < nodes.size() && nodes.get(index + 1).isWord("by");
        }
        if (word.equals("from")) {
            return !nodes.get(index - 1).isWord("distinct"); // IS DISTINCT FROM
        }
        if (word.equals("except") && index + 1 < nodes.size() && nodes.get(index + 1) instanceof Brackets names) {
            return names.isQuery(); // SELECT * EXCEPT (a, b)
        }
        return CLAUSES.contains(word);
    }

    static String word(Node node) {
        return node instanceof Leaf leaf && leaf.token().kind() == Kind.KEYWORD
                ? leaf.token().text().toLowerCase(Locale.ROOT)
                : node instanceof Leaf named && named.token().isWord()
                        ? named.token().text().toLowerCase(Locale.ROOT)
                        : "";
    }

    static int headSize(List<Node> clause) {
        int size = 1;
        while (size < clause.size()
                && (clause.get(size).isWord("by")
                        || clause.get(size).isWord("distinct")
                        || clause.get(size).isWord("all"))) {
            size++;
        }
        return size;
    }

    /** At commas, which stay at the end of what is before them. */
    static List<List<Node>> split(List<Node> nodes) {
        List<List<Node>> items = new ArrayList<>();
        boolean fresh = true;
        for (Node node : nodes) {
            boolean trailing = fresh
                    && !items.isEmpty()
                    && isLineComment(node)
                    && node.gap().indexOf('\n') < 0;
            if (fresh && !trailing) {
                items.add(new ArrayList<>());
            }
            items.getLast().add(node);
            fresh = node.is(",") || trailing;
        }
        return items;
    }

    static boolean startsJoin(List<Node> clause, int index) {
        if (JOIN_WORDS.contains(word(clause.get(index - 1)))) {
            return false;
        }
        int i = index;
        while (i < clause.size() && JOIN_WORDS.contains(word(clause.get(i)))) {
            i++;
        }
        return i < clause.size()
                && (clause.get(i).isWord("join")
                        || clause.get(i).isWord("straight_join")
                        || (i > index && clause.get(i).isWord("apply")));
    }

    private static boolean isLineComment(Node node) {
        return node instanceof Leaf leaf && leaf.token().kind() == Kind.LINE_COMMENT;
    }
}
