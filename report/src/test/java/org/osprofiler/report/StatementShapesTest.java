package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementShapesTest {

    /** Many more than are remembered, each twice. */
    @Test
    void everyStatement_hasItsOwnShape() {
        StatementShapes shapes = new StatementShapes();
        for (int i = 0; i < 20_000; i++) {
            assertThat(shapes.of("SELECT a" + i + " WHERE b = " + i)).isEqualTo("SELECT a" + i + " WHERE b = ?");
            assertThat(shapes.of("SELECT a" + i + " WHERE b = 1")).isEqualTo("SELECT a" + i + " WHERE b = ?");
        }
    }
}
