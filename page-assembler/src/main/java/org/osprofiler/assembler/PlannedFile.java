package org.osprofiler.assembler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code page.properties}: {@code NAME = SOURCE …}.
 *
 * @param name of the file to make
 * @param sources names of the files that it is made of
 * @param plan the file that says so
 * @param line where it says so, counted from 1
 */
record PlannedFile(String name, List<String> sources, Path plan, int line) {

    static List<PlannedFile> allOf(Path folder, Problems problems) throws IOException {
        Path plan = folder.resolve("page.properties");
        List<PlannedFile> planned = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(plan)) {
            number++;
            String[] nameAndSources = line.strip().split("\\s*=\\s*", 2);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (nameAndSources.length == 2) {
                PlannedFile file =
                        new PlannedFile(nameAndSources[0], List.of(nameAndSources[1].split("\\s+")), plan, number);
                file.checkSources(folder, problems);
                planned.add(file);
            } else {
                problems.add(plan, number, "neither NAME = SOURCE … nor a comment");
            }
        }
        return planned;
    }

    private void checkSources(Path folder, Problems problems) {
        for (String source : sources) {
            if (!Files.exists(folder.resolve(source))) {
                problems.add(plan, line, "no source " + source);
            }
        }
    }

    boolean isStyleSheet() {
        return name.endsWith(".css");
    }
}
