package org.osprofiler.assembler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A source without its comments: those that have lines of their own. Others stay. */
final class SourceFile {

    /** What would end the element that the result stands in, or begin a comment there. */
    private static final Pattern MARKUP = Pattern.compile("</(script|style)|<!--", Pattern.CASE_INSENSITIVE);

    private final Path path;
    private final Problems problems;
    private final List<SourceLine> lines = new ArrayList<>();

    private SourceFile(Path path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    static SourceFile read(Path path, Problems problems) throws IOException {
        SourceFile file = new SourceFile(path, problems);
        boolean inComment = false;
        int number = 0;
        for (String line : Files.readAllLines(path)) {
            number++;
            String text = line.strip();
            if (inComment || text.startsWith("/*")) {
                inComment = !file.endsComment(number, text);
            } else if (!text.isEmpty() && !text.startsWith("//")) {
                file.add(new SourceLine(number, text, !Character.isWhitespace(line.charAt(0))));
            }
        }
        if (inComment) {
            problems.add(path, number, "a comment that does not end");
        }
        return file;
    }

    /** True when the block comment that this line belongs to ends with it. */
    private boolean endsComment(int number, String text) {
        int end = text.indexOf("*/");
        if (end >= 0 && end + 2 < text.length()) {
            problems.add(path, number, "code behind a comment: give each a line of its own");
        }
        return end >= 0;
    }

    private void add(SourceLine line) {
        if (MARKUP.matcher(line.text()).find()) {
            problems.add(
                    path, line.number(), "</script, </style or <!-- cannot stand in a page: write it in two parts");
        }
        lines.add(line);
    }

    List<SourceLine> lines() {
        return lines;
    }
}
