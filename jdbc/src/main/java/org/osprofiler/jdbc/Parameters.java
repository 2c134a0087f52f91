package org.osprofiler.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.osprofiler.InfoWriter;
import org.osprofiler.ProfilerOptions;

/**
 * A statement's parameters, by position: applications set them in any order.
 *
 * @param count how many were set
 * @param shown the first of them, as many as the limits allow
 * @param values whether values are shown; else count and types
 */
record Parameters(int count, List<Parameter> shown, boolean values) {

    static final Parameters NONE = new Parameters(0, List.of(), false);

    static Parameters of(List<ParameterSetOperation> set, ProfilerOptions options) {
        List<Parameter> shown = new ArrayList<>();
        int room = options.limits().maxStatement();
        int count = 0;
        for (ParameterSetOperation operation : inOrder(set)) {
            if (operation.getArgs().length < 2 || ParameterSetOperation.isRegisterOutParameterOperation(operation)) {
                continue;
            }
            count++;
            if (room > 0) {
                Parameter parameter = Parameter.of(operation, options);
                shown.add(parameter);
                room -= parameter.weight();
            }
        }
        return new Parameters(count, shown, options.traceJdbcParams());
    }

    private static List<ParameterSetOperation> inOrder(List<ParameterSetOperation> set) {
        return set.stream()
                .sorted(Comparator.comparingInt(operation ->
                        operation.getArgs().length > 0 && operation.getArgs()[0] instanceof Integer position
                                ? position
                                : Integer.MAX_VALUE))
                .toList();
    }

    /**
     * {@code 2 (Integer, String)}, or {@code (7, seven)} when values are shown.
     *
     * @param hidden whether no value may be shown: the statement tells of secrets, and positions have no names
     */
    String text(InfoWriter out, boolean hidden) {
        if (count == 0) {
            return "0";
        }
        String end = shown.size() < count ? ", …)" : ")";
        String text = shown.stream()
                .map(parameter -> values && hidden ? InfoWriter.MASK : parameter.text(out))
                .collect(Collectors.joining(", ", "(", end));
        return values ? text : count + " " + text;
    }

    int weight() {
        return shown.stream().mapToInt(Parameter::weight).sum();
    }
}
