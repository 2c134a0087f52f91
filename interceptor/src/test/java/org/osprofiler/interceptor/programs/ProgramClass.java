package org.osprofiler.interceptor.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class that a program defines; or a module, which stands for a Java class with the module's functions, so that both have one
 * name on the wire: {@code app.volumes.create} is the method {@code create} of the class {@code volumes} in the package {@code
 * app}.
 */
final class ProgramClass {

    private final String name;
    private final ProgramClass superclass;
    private final Decoration decoration;
    private final Decoration ofMetaclass;
    private final List<Function> functions = new ArrayList<>();

    private ProgramClass(String name, ProgramClass superclass, Decoration decoration, Decoration ofMetaclass) {
        this.name = name;
        this.superclass = superclass;
        this.decoration = decoration;
        this.ofMetaclass = ofMetaclass;
    }

    static ProgramClass module(String name) {
        return new ProgramClass(name, null, null, null);
    }

    /**
     * A class.
     *
     * @param superclass null for none
     * @param trace how it is decorated; null when it is not
     * @param metaclass whether that is done by TracedMeta, which classes below it have, too
     */
    static ProgramClass of(String name, ProgramClass superclass, Decoration trace, boolean metaclass) {
        Decoration inherited = superclass == null ? null : superclass.ofMetaclass;
        return metaclass
                ? new ProgramClass(name, superclass, null, trace)
                : new ProgramClass(name, superclass, trace, inherited);
    }

    void add(Function function) {
        functions.add(function);
    }

    /** With the module. */
    String name() {
        return name;
    }

    /** Null for none. */
    ProgramClass superclass() {
        return superclass;
    }

    /** That of {@code trace_cls}; null for none. */
    Decoration decoration() {
        return decoration;
    }

    /** Its own. */
    List<Function> functions() {
        return List.copyOf(functions);
    }

    /** Its own, or an inherited one; null for none. */
    Function find(String method) {
        for (int i = functions.size() - 1; i >= 0; i--) {
            if (functions.get(i).name().equals(method)) {
                return functions.get(i);
            }
        }
        return superclass == null ? null : superclass.find(method);
    }

    /** What Python has wrapped around a function of this class, or an inherited one, the outermost first. */
    List<Decoration> wrappers(Function function) {
        List<Decoration> wrappers = new ArrayList<>();
        if (decoration != null && decoration.wraps(function.name(), function.kind())) {
            wrappers.add(decoration);
        }
        if (function.owner() != this) {
            wrappers.addAll(superclass.wrappers(function));
        } else if (isWrappedByMetaclass(function)) {
            wrappers.add(ofMetaclass);
        } else {
            wrappers.addAll(function.wrappers());
        }
        return wrappers;
    }

    /** TracedMeta looks at methods of the class itself alone, and never at static ones. */
    private boolean isWrappedByMetaclass(Function own) {
        return ofMetaclass != null && !own.isStatic() && ofMetaclass.wraps(own.name(), own.kind());
    }

    /** Whether {@code trace_cls} refuses the class, for something in it is wrapped already. */
    boolean isWrappedTooOften() {
        return decoration != null
                && !decoration.allowsMultipleTraces()
                && names().map(this::find)
                        .filter(function -> decoration.wraps(function.name(), function.kind()))
                        .anyMatch(function -> wrappers(function).size() > 1);
    }

    private Stream<String> names() {
        Stream<String> own = functions.stream().map(Function::name);
        return superclass == null ? own : Stream.concat(superclass.names(), own);
    }

    @Override
    public String toString() {
        return name;
    }
}
