package org.osprofiler.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Bodies that Ceilometer's agent posted. */
final class Vectors {

    /** The one trace of them. */
    static final String BASE_ID = "bbb93f3b-07c7-5a1e-b906-869be4bb3550";

    private Vectors() {}

    static List<String> ceilometerPosts() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("vectors.dir"), "ceilometer_http.jsonl"));
    }
}
