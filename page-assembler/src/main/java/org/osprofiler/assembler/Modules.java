package org.osprofiler.assembler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The modules of a folder, each read once, and the scripts that they make. */
final class Modules {

    private final Path folder;
    private final Problems problems;
    private final Map<String, PageModule> read = new HashMap<>();
    /** {@code FILE NAME} of all that is imported somewhere. */
    private final Set<String> imported = new HashSet<>();

    Modules(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The code of a module and of all that it imports, each behind those that it imports. */
    String code(String entry) throws IOException {
        Map<String, PageModule> modules = new LinkedHashMap<>();
        collect(entry, new ArrayList<>(), modules);
        checkNames(modules);
        StringBuilder code = new StringBuilder();
        modules.values().forEach(module -> code.append(module.code()));
        return code.toString();
    }

    private void collect(String file, List<String> way, Map<String, PageModule> into) throws IOException {
        PageModule module = module(file, way.isEmpty());
        way.add(file);
        for (Import each : module.imports()) {
            if (!Files.exists(folder.resolve(each.file()))) {
                problems.add(module.path(), each.line(), "no module " + each.file());
            } else if (way.contains(each.file())) {
                List<String> circle = way.subList(way.indexOf(each.file()), way.size());
                problems.add(
                        module.path(),
                        each.line(),
                        "imports go round: " + String.join(" > ", circle) + " > " + each.file());
            } else {
                if (!into.containsKey(each.file())) {
                    collect(each.file(), way, into);
                }
                checkImport(module, each);
            }
        }
        way.remove(way.size() - 1);
        into.put(file, module);
    }

    private PageModule module(String file, boolean entry) throws IOException {
        PageModule module = read.get(file);
        if (module == null) {
            module = PageModule.read(folder.resolve(file), entry, problems);
            read.put(file, module);
        }
        return module;
    }

    private void checkImport(PageModule importing, Import each) throws IOException {
        PageModule module = module(each.file(), false);
        for (String name : each.names()) {
            imported.add(each.file() + " " + name);
            if (!module.exports(name)) {
                problems.add(importing.path(), each.line(), each.file() + " does not export " + name);
            }
        }
    }

    private void checkNames(Map<String, PageModule> modules) {
        Map<String, String> first = new HashMap<>();
        modules.forEach((file, module) -> {
            for (Declaration each : module.declarations()) {
                String before = first.putIfAbsent(each.name(), file + ":" + each.line());
                if (before != null) {
                    problems.add(module.path(), each.line(), each.name() + " is declared in " + before + " too");
                }
            }
        });
    }

    /** A module belongs to a script, and each name that it exports is used by another module or itself. */
    void checkThatItIsUsed(String file) {
        Path path = folder.resolve(file);
        PageModule module = read.get(file);
        if (module == null) {
            problems.add(path, 1, "no script of page.properties needs this module");
            return;
        }
        for (Declaration each : module.declarations()) {
            if (each.exported() && !imported.contains(file + " " + each.name()) && !module.uses(each.name())) {
                problems.add(path, each.line(), "nobody uses " + each.name());
            }
        }
    }
}
