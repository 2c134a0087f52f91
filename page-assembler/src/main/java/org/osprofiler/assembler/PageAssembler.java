package org.osprofiler.assembler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes what {@code page.properties} names in a folder of sources. Each of its lines is a file to make and what it is made
 * of: {@code NAME.js = ENTRY.js}, a script of that module and all that it imports; {@code NAME.css = A.css B.css …}, a
 * style sheet of those in this order.
 */
public final class PageAssembler {

    private final Path sources;
    private final Form form;
    private final Problems problems = new Problems();

    private PageAssembler(Path sources, Form form) {
        this.sources = sources;
        this.form = form;
    }

    /**
     * Run by Maven, as a process. Ends it with 1 when something is wrong with the sources, which then stands in stderr.
     *
     * @param args the folder of the sources, the folder of the results
     */
    public static void main(String[] args) throws IOException {
        try {
            assemble(Path.of(args[0]), Path.of(args[1]), Form.SHORT);
        } catch (SourcesException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Writes all results, or none.
     *
     * @throws SourcesException if the sources are not what they have to be
     * @throws IOException if a file cannot be read or written
     */
    static void assemble(Path sources, Path results, Form form) throws IOException {
        Map<String, String> made = new PageAssembler(sources, form).assemble();
        Files.createDirectories(results);
        for (Map.Entry<String, String> result : made.entrySet()) {
            writeIfNew(results.resolve(result.getKey()), result.getValue());
        }
    }

    /** What is as before keeps its date, and nobody who looks at dates does anything again. */
    private static void writeIfNew(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    private Map<String, String> assemble() throws IOException {
        List<PlannedFile> plan = PlannedFile.allOf(sources, problems);
        problems.throwIfAny();
        Modules modules = new Modules(sources, problems);
        Map<String, String> made = new TreeMap<>();
        for (PlannedFile file : plan) {
            made.put(
                    file.name(),
                    file.isStyleSheet()
                            ? styleSheet(file.sources())
                            : modules.code(file.sources().get(0)));
        }
        checkThatAllIsUsed(plan, modules);
        problems.throwIfAny();
        made.replaceAll((file, text) -> file.endsWith(".css") ? form.styleSheet(text) : form.script(text));
        return made;
    }

    private void checkThatAllIsUsed(List<PlannedFile> plan, Modules modules) throws IOException {
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".js")) {
                    modules.checkThatItIsUsed(name);
                } else if (name.endsWith(".css")
                        && plan.stream().noneMatch(each -> each.sources().contains(name))) {
                    problems.add(file, 1, "no style sheet of page.properties has this part");
                }
            }
        }
    }

    private String styleSheet(List<String> parts) throws IOException {
        StringBuilder sheet = new StringBuilder();
        for (String part : parts) {
            SourceFile.read(sources.resolve(part), problems).lines().forEach(line -> line.appendTo(sheet));
        }
        return sheet.toString();
    }
}
