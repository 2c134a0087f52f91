package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlShapeTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void shape_ofAStatement(String statement, String shape) {
        assertThat(SqlShape.of(statement)).isEqualTo(shape);
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                // white space
                shape("", ""),
                shape("  SELECT\t1 ", "SELECT ?"),
                shape("a\u00a0\u2028\u0085b", "a b"),
                // strings
                shape("c = 'it''s' AND d = ''", "c = ? AND d = ?"),
                shape("'a' 'b'", "? ?"),
                shape("x = 'open -- no comment /* none */ 5", "x = 'open"),
                shape("'a''b", "?'b"),
                shape("'''", "?'"),
                shape("it's /* no comment */ here's", "it?s"),
                shape("\"1\" = \"a b\"", "\"?\" = \"a b\""),
                // comments
                shape("a -- to the end: 'x'\nb", "a b"),
                shape("a--", "a"),
                shape("a/* ' */b", "a b"),
                shape("a/*/b */c", "a c"),
                shape("a /* open 1", "a /* open ?"),
                // markers
                shape("%(id_1)s %s %(a-b)s %(", "? ? %(a-b)s %("),
                shape("a = :id, b::text, c:d :e:f", "a = ?, b::text, c:d ?:f"),
                shape("$1 + $x $2.5", "? + $x ?.5"),
                shape("%s1 %s:a 1%s", "?? ?:a ??"),
                // numbers
                shape("1 -2 +3.5 --4", "? ? ?"),
                shape("1-1 a-1 x1 1x .5 1. 1.5.2 1..2", "?-? a-? x1 1x .5 1. 1.5.2 1..2"),
                shape("1e5 0x1f -12.50", "1e5 0x1f ?"),
                shape("x = -1 AND y=+2", "x = ? AND y=?"),
                shape("é1 ٣ :é", "é? ٣ :é"),
                // lists
                shape("IN (1, 2,3)", "IN (?)"),
                shape("IN ( ? , %s,:a )", "IN (?)"),
                shape("(?,\n /* x */ 'y')", "(?)"),
                shape("IN (?)  VALUES ((1, 2), (3, 4))", "IN (?) VALUES ((?), (?))"),
                shape("(1, a, 2) (1,) (,1) (1 2)", "(?, a, ?) (?,) (,?) (? ?)"),
                shape("f(1, (2, 3), 4)", "f(?, (?), ?)"));
    }

    private static Arguments shape(String statement, String shape) {
        return Arguments.of(statement, shape);
    }

    /** A search that starts again at each of them would take hours. */
    @ParameterizedTest
    @ValueSource(strings = {"' ''", "/*", "--\n", "(?,", "( ", "%(a", ":a", "$1", "1.", "-1a", "''"})
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void longStatement_takesLinearTime(String repeated) {
        assertThat(SqlShape.of("'" + repeated.repeat(1_000_000))).doesNotContain("\n");
        assertThat(SqlShape.of(repeated.repeat(1_000_000))).doesNotContain("\n");
    }
}
