package dev.tabletalk.adapter.web.ui.sql;

import dev.tabletalk.adapter.web.ui.sql.SqlToken.Kind;
import dev.tabletalk.adapter.web.ui.sql.SqlTree.Brackets;
import dev.tabletalk.adapter.web.ui.sql.SqlTree.Case;
import dev.tabletalk.adapter.web.ui.sql.SqlTree.Leaf;
import dev.tabletalk.adapter.web.ui.sql.SqlTree.Node;
import java.util.List;
import java.util.Set;

/** Writes the tree of a statement: a line for each clause, join and condition, and more where a line would be too long. */
final class SqlWriter {
    private static final int WIDTH = 84;
    private static final int SHORT_QUERY = 48;
    private static final int STEP = 2;
    private static final Set<String> SETS = Set.of("union", "intersect", "except", "minus");
    private static final Set<String> LISTS = Set.of("select", "group", "order", "values", "window");
    private static final Set<String> CONDITIONS = Set.of("where", "having", "qualify");
    private final StringBuilder out = new StringBuilder();
    private int lineStart;
    private boolean mustBreak;

    private SqlWriter() {}

    static String write(List<Node> statement) {
        SqlWriter writer = new SqlWriter();
        writer.query(statement, 0);
        return writer.out.toString();
    }

    // Clauses

    /** Each clause on lines of its own; the place in the line is where the first one begins. */
    private void query(List<Node> nodes, int indent) {
        List<List<Node>> clauses = SqlClauses.clauses(nodes);
        for (int i = 0; i < clauses.size(); i++) {
            if (i > 0) {
                newLine(indent);
            }
            clause(clauses.get(i), indent);
        }
    }

    private void clause(List<Node> clause, int indent) {
        String word = SqlClauses.word(clause.getFirst());
        if (word.equals("with")) {
            withClause(clause, indent);
        } else if (word.equals("from")) {
            joins(clause, indent);
        } else if (CONDITIONS.contains(word)) {
            conditions(clause, indent, indent + STEP);
        } else if (SETS.contains(word) || !LISTS.contains(word)) {
            inline(clause, indent);
        } else {
            list(clause, indent);
        }
    }

    /** The head, then its items: on the same line, or each on one of its own. */
    private void list(List<Node> clause, int indent) {
        int head = SqlClauses.headSize(clause);
        List<List<Node>> items = SqlClauses.split(clause.subList(head, clause.size()));
        boolean oneLine = fits(clause);
        inline(clause.subList(0, head), indent);
        boolean together = oneLine || items.size() == 1;
        Node before = clause.get(head - 1);
        for (List<Node> item : items) {
            if (together) {
                gap(before, item.getFirst());
            } else {
                newLine(indent + STEP);
            }
            inline(item, together ? indent : indent + STEP);
            before = item.getLast();
        }
    }

    private void withClause(List<Node> clause, int indent) {
        List<List<Node>> items = SqlClauses.split(clause);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                newLine(indent);
            }
            List<Node> item = items.get(i);
            for (int j = 0; j < item.size(); j++) {
                if (j > 0) {
                    gap(item.get(j - 1), item.get(j));
                }
                if (item.get(j) instanceof Brackets brackets && brackets.isQuery()) {
                    open(brackets, indent);
                } else {
                    node(item.get(j), indent);
                }
            }
        }
    }

    private void joins(List<Node> clause, int indent) {
        int start = 0;
        for (int i = 1; i <= clause.size(); i++) {
            if (i == clause.size() || SqlClauses.startsJoin(clause, i)) {
                List<Node> part = clause.subList(start, i);
                if (start > 0) {
                    newLine(indent + STEP);
                    join(part, indent + STEP);
                } else {
                    inline(part, indent);
                }
                start = i;
            }
        }
    }

    private void join(List<Node> join, int indent) {
        int on = 0;
        while (on < join.size() && !join.get(on).isWord("on")) {
            on++;
        }
        if (on == join.size() || fits(join)) {
            inline(join, indent);
            return;
        }
        inline(join.subList(0, on), indent);
        newLine(indent + STEP);
        conditions(join.subList(on, join.size()), indent + STEP, indent + STEP + STEP);
    }

    /** AND and OR begin lines, but the AND of BETWEEN. */
    private void conditions(List<Node> nodes, int indent, int further) {
        boolean between = false;
        boolean broken = false;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean breaks = (node.isWord("and") && !between) || node.isWord("or");
            if (i > 0 && breaks) {
                broken = true;
                newLine(further);
            } else if (i > 0) {
                gap(nodes.get(i - 1), node);
            }
            between = node.isWord("between") || (between && !node.isWord("and"));
            node(node, broken ? further : indent);
        }
    }

    // What is inside of clauses

    private void inline(List<Node> nodes, int indent) {
        for (int i = 0; i < nodes.size(); i++) {
            if (i > 0) {
                gap(nodes.get(i - 1), nodes.get(i));
            }
            node(nodes.get(i), indent);
        }
    }

    private void node(Node node, int indent) {
        switch (node) {
            case Leaf leaf -> leaf(leaf, indent);
            case Brackets brackets -> brackets(brackets, indent);
            case Case choice -> choice(choice, indent);
        }
    }

    private void leaf(Leaf leaf, int indent) {
        if (mustBreak) {
            newLine(indent);
        }
        append(leaf.token().text());
        mustBreak = leaf.token().kind() == Kind.LINE_COMMENT;
    }

    private void brackets(Brackets brackets, int indent) {
        boolean small = fitsHere(brackets.width())
                && (!brackets.isQuery() || brackets.width() <= SHORT_QUERY || isSimple(brackets));
        if (small) {
            bracket("(", indent);
            inline(brackets.inside(), indent);
            bracket(")", indent);
        } else if (brackets.isQuery()
                || (SqlClauses.split(brackets.inside()).size() == 1 && hasConditions(brackets.inside()))) {
            open(brackets, indent);
        } else {
            wrapped(brackets, indent);
        }
    }

    /** A query of few words, which is easier to read within its line. */
    private static boolean isSimple(Brackets query) {
        return SqlClauses.clauses(query.inside()).size() <= 2;
    }

    private static boolean hasConditions(List<Node> nodes) {
        return nodes.stream().anyMatch(node -> node.isWord("and") || node.isWord("or"));
    }

    private void bracket(String text, int indent) {
        if (mustBreak) {
            newLine(indent);
        }
        append(text);
    }

    /** What is inside on lines of its own. */
    private void open(Brackets brackets, int indent) {
        bracket("(", indent);
        newLine(indent + STEP);
        if (brackets.isQuery()) {
            query(brackets.inside(), indent + STEP);
        } else {
            conditions(brackets.inside(), indent + STEP, indent + STEP);
        }
        newLine(indent);
        append(")");
    }

    /** A list that is too long for the line goes on on the next ones. */
    private void wrapped(Brackets brackets, int indent) {
        bracket("(", indent);
        List<List<Node>> items = SqlClauses.split(brackets.inside());
        boolean several = items.size() > 1;
        for (int i = 0; i < items.size(); i++) {
            List<Node> item = items.get(i);
            if (several && (i == 0 || !fitsHere(SqlTree.width(item) + 1))) {
                newLine(indent + STEP);
            } else if (i > 0) {
                gap(items.get(i - 1).getLast(), item.getFirst());
            }
            inline(item, several ? indent + STEP : indent);
        }
        if (several) {
            newLine(indent);
        }
        bracket(")", indent);
    }

    private void choice(Case choice, int indent) {
        if (fitsHere(choice.width())) {
            inline(choice.inside(), indent);
            return;
        }
        List<Node> inside = choice.inside();
        for (int i = 0; i < inside.size(); i++) {
            Node node = inside.get(i);
            boolean last = i == inside.size() - 1;
            if (i > 0 && (node.isWord("when") || node.isWord("else"))) {
                newLine(indent + STEP);
            } else if (last) {
                newLine(indent);
            } else if (i > 0) {
                gap(inside.get(i - 1), node);
            }
            node(node, last || i == 0 ? indent : indent + STEP);
        }
    }

    // Lines

    private boolean fits(List<Node> nodes) {
        return fitsHere(SqlTree.width(nodes));
    }

    private boolean fitsHere(int width) {
        return out.length() - lineStart + width <= WIDTH;
    }

    private void gap(Node before, Node after) {
        if (mustBreak) {
            return; // a new line follows anyway
        }
        boolean strings = isString(before) && isString(after);
        if (strings && after.gap().indexOf('\n') >= 0) {
            newLine(0); // two strings are one only when they are on two lines
        } else if (SqlTree.hasSpace(before, after)) {
            append(" ");
        }
    }

    private static boolean isString(Node node) {
        return node instanceof Leaf leaf && leaf.token().kind() == Kind.STRING;
    }

    private void append(String text) {
        out.append(text);
        int line = text.lastIndexOf('\n');
        if (line >= 0) {
            lineStart = out.length() - (text.length() - line - 1);
        }
    }

    private void newLine(int indent) {
        mustBreak = false;
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        out.append('\n');
        lineStart = out.length();
        out.append(" ".repeat(indent));
    }
}
