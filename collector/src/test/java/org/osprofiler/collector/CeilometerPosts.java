package org.osprofiler.collector;

import java.util.List;
import org.osprofiler.testkit.Vectors;

/** Bodies that Ceilometer's agent posted. */
final class CeilometerPosts {

    /** The one trace of them. */
    static final String BASE_ID = "bbb93f3b-07c7-5a1e-b906-869be4bb3550";

    private CeilometerPosts() {}

    static List<String> all() {
        return Vectors.lines("ceilometer_http.jsonl");
    }
}
