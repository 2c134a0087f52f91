package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.osprofiler.testkit.Vectors;

class PropertyTableTest {

    @Test
    @Tag("vectors")
    void write_answerToCreate_asTheCinderClient() throws IOException {
        Map<?, ?> create = Vectors.cases("cinder.json", "cases").get(0);
        Map<?, ?> shown = (Map<?, ?>) ((List<?>) create.get("requests")).get(2);
        Map<?, ?> volume = (Map<?, ?>) ((Map<?, ?>) shown.get("response")).get("volume");

        StringBuilder table = new StringBuilder();
        PropertyTable.write(table, volume);
        TraceHint.write(table, "<trace-id>");

        // The client ends its last line with a space.
        assertThat(table.toString())
                .isEqualTo(String.valueOf(create.get("stdout")).replace(" \n", "\n"));
    }
}
