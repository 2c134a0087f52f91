package org.osprofiler.interceptor.programs;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A function or method that a program defines.
 *
 * @param owner its class, or the module
 * @param definition name, kind, returns, raises, body
 * @param wrappers the decorations of itself, the outermost first: those of its class are the class'
 */
record Function(ProgramClass owner, Map<String, Object> definition, List<Decoration> wrappers) {

    String name() {
        return String.valueOf(definition.get("name"));
    }

    /** As Python has it in {@code function.name}. */
    String fullName() {
        return owner.name() + "." + name();
    }

    Object kind() {
        return Objects.requireNonNullElse(definition.get("kind"), "method");
    }

    /** Static and class methods: in Java both are static, and have no interceptors. */
    boolean isStatic() {
        return !kind().equals("method");
    }

    Object returns() {
        return definition.get("returns");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Function function && function.definition == definition;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(definition);
    }

    @Override
    public String toString() {
        return fullName();
    }
}
