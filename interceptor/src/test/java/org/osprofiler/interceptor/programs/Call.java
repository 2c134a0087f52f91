package org.osprofiler.interceptor.programs;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osprofiler.testkit.Vectors;

/**
 * A call of a function, or of a method on an object of a class.
 *
 * @param on the class of the object; of a function its module
 * @param function what is reached, perhaps inherited
 */
record Call(ProgramClass on, Function function, List<?> args, Map<String, Object> kwargs) {

    static Call of(Map<String, Object> step, ProgramClass on, Function function) {
        List<?> args = step.get("args") instanceof List<?> given ? given : List.of();
        return new Call(on, function, args, Vectors.map(step.get("kwargs")));
    }

    /** What Python has wrapped around it, the outermost first. */
    List<Decoration> wrappers() {
        return on.wrappers(function);
    }

    /** Java's names for arguments stand in an annotation, which a method has where Python has wrapped it. */
    boolean namesArguments() {
        return !function.owner().wrappers(function).isEmpty();
    }

    /** As Java has them: the keyword arguments first. */
    Object[] arguments() {
        return Stream.concat(kwargs.values().stream(), args.stream()).toArray();
    }
}
