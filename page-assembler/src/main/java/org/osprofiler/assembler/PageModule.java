package org.osprofiler.assembler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A module: what it imports, what it declares, and its code without the words {@code import} and {@code export}. It is
 * read by lines, which prettier's format allows: what begins at the left margin is at the top of the module.
 */
final class PageModule {

    private static final Pattern IMPORT = Pattern.compile("import \\{(.*)} from '\\./([\\w-]+\\.js)';");
    private static final Pattern NAMES = Pattern.compile("\\s*[\\w$]+\\s*(,\\s*[\\w$]+\\s*)*,?\\s*");
    private static final Pattern DECLARATION =
            Pattern.compile("(export )?(?:(?:async )?function\\b\\s*\\*?|class\\b|const\\b|let\\b)\\s*([\\w$]+)(.*)");
    private static final Pattern SEVERAL_NAMES = Pattern.compile(",.*| = .*,");
    private static final Pattern DYNAMIC = Pattern.compile("\\bimport\\s*[(.]");
    private static final Pattern IMPORT_OR_EXPORT = Pattern.compile("(import|export)\\b.*");
    private static final Pattern CLOSING = Pattern.compile("[])}].*");

    private final Path path;
    private final boolean entry;
    private final Problems problems;
    private final List<Import> imports = new ArrayList<>();
    private final List<Declaration> declarations = new ArrayList<>();
    private final StringBuilder code = new StringBuilder();

    /** The first lines of an import that is too long for one. */
    private @Nullable SourceLine begun;

    private PageModule(Path path, boolean entry, Problems problems) {
        this.path = path;
        this.entry = entry;
        this.problems = problems;
    }

    /** @param entry whether it may have statements too, which start what is declared */
    static PageModule read(Path path, boolean entry, Problems problems) throws IOException {
        PageModule module = new PageModule(path, entry, problems);
        SourceFile.read(path, problems).lines().forEach(module::add);
        return module;
    }

    private void add(SourceLine next) {
        SourceLine line = begun == null ? next : begun.joined(next);
        begun = null;
        checkEverywhere(line);
        if (!line.outermost()) {
            line.appendTo(code);
        } else if (line.text().startsWith("import {") && !line.text().endsWith(";")) {
            begun = line;
        } else {
            addOutermost(line);
        }
    }

    private void checkEverywhere(SourceLine line) {
        if (unescapedBackticks(line.text()) % 2 != 0) {
            problem(line, "a template literal spans lines, or a lone backtick is not written \\x60");
        }
        if (DYNAMIC.matcher(line.text()).find()) {
            problem(line, "neither import() nor import.meta: there is one script");
        }
    }

    private static int unescapedBackticks(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '`') {
                count++;
            }
        }
        return count;
    }

    private void addOutermost(SourceLine line) {
        Matcher imported = IMPORT.matcher(line.text());
        Matcher declared = DECLARATION.matcher(line.text());
        if (imported.matches() && NAMES.matcher(imported.group(1)).matches()) {
            List<String> names = List.of(imported.group(1).strip().split("[\\s,]+"));
            imports.add(new Import(names, imported.group(2), line.number()));
        } else if (declared.matches()) {
            addDeclaration(line, declared);
        } else {
            checkStatement(line);
            line.appendTo(code);
        }
    }

    private void addDeclaration(SourceLine line, Matcher declared) {
        if (SEVERAL_NAMES.matcher(declared.group(3)).matches()) {
            problem(line, "each const or let has a statement of its own");
        }
        boolean exported = declared.group(1) != null;
        declarations.add(new Declaration(declared.group(2), exported, line.number()));
        code.append(line.text(), exported ? "export ".length() : 0, line.text().length())
                .append('\n');
    }

    private void checkStatement(SourceLine line) {
        if (IMPORT_OR_EXPORT.matcher(line.text()).matches()) {
            problem(
                    line,
                    "write \"import {a, b} from './file.js';\", and \"export\" in front of a function, a class, or a"
                            + " const or let with one name");
        } else if (!entry && !CLOSING.matcher(line.text()).matches()) {
            problem(line, "only functions, classes, const NAME and let NAME begin at the left margin");
        }
    }

    private void problem(SourceLine line, String what) {
        problems.add(path, line.number(), what);
    }

    Path path() {
        return path;
    }

    List<Import> imports() {
        return imports;
    }

    List<Declaration> declarations() {
        return declarations;
    }

    boolean exports(String name) {
        return declarations.stream()
                .anyMatch(each -> each.exported() && each.name().equals(name));
    }

    /** Whether it uses a name that it declares. */
    boolean uses(String name) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                        .matcher(code)
                        .results()
                        .count()
                > 1;
    }

    String code() {
        return code.toString();
    }
}
