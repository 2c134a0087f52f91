package org.osprofiler.assembler;

import org.jspecify.annotations.Nullable;

/** A pair of brackets of a script, or the script itself, and where in it {@link ScriptStructure} is. */
final class Bracket {

    enum Kind {
        SCRIPT,
        /** Statements. */
        BLOCK,
        /** A literal or a pattern. */
        OBJECT,
        CLASS,
        /** An array, a pattern, an index. */
        LIST,
        PARENTHESIS,
        /** What stands behind {@code if}, {@code for} and their like. */
        HEAD,
        /** <code>${…}</code> */
        SUBSTITUTION
    }

    final Kind kind;
    final @Nullable Bracket around;

    /** Whether what the bracket ends is an operand, not a statement or a part of one. */
    final boolean endsOperand;

    /** Whether it is the body of a function or class that is declared here. */
    final boolean isDeclaration;

    /** Its tokens in the list of all. */
    final int open;

    int close = -1;

    /** Whether a name at this place belongs to the object or class that the bracket is. */
    boolean naming;

    /** How many {@code ?} wait for their {@code :}. */
    int questions;

    /** {@code class} or {@code function} whose body has not begun. */
    @Nullable
    Token headless;

    Bracket(Kind kind, @Nullable Bracket around, boolean endsOperand, boolean isDeclaration, int open) {
        this.kind = kind;
        this.around = around;
        this.endsOperand = endsOperand;
        this.isDeclaration = isDeclaration;
        this.open = open;
        naming = kind == Kind.OBJECT || kind == Kind.CLASS;
    }

    boolean holdsStatements() {
        return kind == Kind.SCRIPT || kind == Kind.BLOCK;
    }

    /** Whether it is the body of a class declared by the script, not in a function. */
    boolean isOutermostClass() {
        return kind == Kind.CLASS && isDeclaration && around != null && around.kind == Kind.SCRIPT;
    }
}
