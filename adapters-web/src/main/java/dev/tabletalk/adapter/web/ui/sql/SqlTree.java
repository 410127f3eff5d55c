package dev.tabletalk.adapter.web.ui.sql;

import dev.tabletalk.adapter.web.ui.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement as a tree of brackets and CASE expressions, as far as laying it out is concerned. */
final class SqlTree {
    private static final int DEEPEST = 60;

    private final List<SqlToken> tokens;
    private int at;
    private int depth;

    private SqlTree(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    /** Empty when brackets do not match or lie too deep. */
    static Optional<List<Node>> of(List<SqlToken> tokens) {
        SqlTree tree = new SqlTree(tokens);
        try {
            List<Node> nodes = tree.nodes();
            return tree.at == tokens.size() ? Optional.of(nodes) : Optional.empty();
        } catch (UnevenException uneven) {
            return Optional.empty();
        }
    }

    private static final class UnevenException extends RuntimeException {
        UnevenException() {
            super(null, null, false, false);
        }
    }

    /**
     * What takes one place in a line.
     *
     * <p>{@code gap}: the white space before it in the original text, maybe none.
     */
    sealed interface Node {
        String gap();

        /** Characters it takes on one line; very many when it cannot be on one. */
        int width();

        default boolean is(String word) {
            return this instanceof Leaf leaf && leaf.token().is(word);
        }

        default boolean isWord(String word) {
            return this instanceof Leaf leaf
                    && leaf.token().isWord()
                    && leaf.token().is(word);
        }
    }

    static final int ENDLESS = 1_000_000;

    record Leaf(SqlToken token, String gap) implements Node {
        @Override
        public int width() {
            boolean lines = token.kind() == Kind.LINE_COMMENT || token.text().indexOf('\n') >= 0;
            return lines ? ENDLESS : token.text().length();
        }
    }

    /** Something in round brackets. */
    record Brackets(List<Node> inside, String gap, int width) implements Node {
        boolean isQuery() {
            return !inside.isEmpty()
                    && (inside.getFirst().isWord("select")
                            || inside.getFirst().isWord("with")
                            || inside.getFirst().isWord("values")
                            || (inside.getFirst() instanceof Brackets first && first.isQuery() && inside.size() > 1));
        }
    }

    /** From CASE to END, both included. */
    record Case(List<Node> inside, String gap, int width) implements Node {}

    /** The width of several on one line. */
    static int width(List<Node> nodes) {
        long width = 0;
        for (int i = 0; i < nodes.size(); i++) {
            width += nodes.get(i).width() + (i > 0 && hasSpace(nodes.get(i - 1), nodes.get(i)) ? 1 : 0);
        }
        return (int) Math.min(width, ENDLESS);
    }

    /** Whether two that follow each other on a line are apart: as they were, but tidy around commas. */
    static boolean hasSpace(Node before, Node after) {
        if (after.is(",") || after.is(";")) {
            return before.is("-") || before.is("/"); // never make a comment of two signs
        }
        return before.is(",") || !after.gap().isEmpty();
    }

    private List<Node> nodes() {
        if (++depth > DEEPEST) {
            throw new UnevenException();
        }
        List<Node> nodes = new ArrayList<>();
        String gap = "";
        while (at < tokens.size()) {
            SqlToken token = tokens.get(at);
            if (token.kind() == Kind.SPACE) {
                gap = token.text();
                at++;
                continue;
            }
            if (token.is(")") || (token.kind() == Kind.KEYWORD && token.is("end"))) {
                break;
            }
            nodes.add(node(token, gap));
            gap = "";
        }
        depth--;
        return nodes;
    }

    private Node node(SqlToken token, String gap) {
        at++;
        if (token.is("(")) {
            List<Node> inside = nodes();
            close(")");
            return new Brackets(inside, gap, Math.min(ENDLESS, width(inside) + 2));
        }
        if (token.kind() == Kind.KEYWORD && token.is("case")) {
            List<Node> inside = new ArrayList<>();
            inside.add(new Leaf(token, ""));
            inside.addAll(nodes());
            String before = at > 0 && tokens.get(at - 1).kind() == Kind.SPACE ? " " : "";
            inside.add(new Leaf(close("end"), before));
            return new Case(inside, gap, width(inside));
        }
        return new Leaf(token, gap);
    }

    private SqlToken close(String end) {
        if (at >= tokens.size() || !tokens.get(at).is(end)) {
            throw new UnevenException();
        }
        return tokens.get(at++);
    }
}
