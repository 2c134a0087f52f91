package org.osprofiler.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osprofiler.report.page.ShapeTable.Mark;

class ShapeTableTest {

    private final ShapeTable shapes = new ShapeTable();

    private int object(String name, Mark value) {
        shapes.begin();
        shapes.add(Mark.OBJECT);
        shapes.add(name);
        shapes.add(value);
        shapes.add(Mark.END_OBJECT);
        return shapes.end();
    }

    @Test
    void equalShapes_haveOneNumber() {
        assertThat(object("a", Mark.TEXT)).isEqualTo(0);
        assertThat(object("a", Mark.NUMBER)).isEqualTo(1);
        assertThat(object("b", Mark.TEXT)).isEqualTo(2);
        assertThat(object("a", Mark.TEXT)).isEqualTo(0);
        assertThat(object("b", Mark.TEXT)).isEqualTo(2);
        assertThat(object("a", Mark.NUMBER)).isEqualTo(1);
    }

    @Test
    void names_areNoMarks() {
        assertThat(object("}", Mark.TEXT)).isEqualTo(0);
        assertThat(object("END_OBJECT", Mark.TEXT)).isEqualTo(1);
        shapes.begin();
        shapes.add(Mark.OBJECT);
        shapes.add(Mark.END_OBJECT);
        assertThat(shapes.end()).isEqualTo(2);
    }
}
