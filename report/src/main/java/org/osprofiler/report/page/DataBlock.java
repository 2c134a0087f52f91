package org.osprofiler.report.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Data of a page: lines of gzip in base64, in an element that no browser runs; blocks.js reads them. */
final class DataBlock {

    private final String name;
    private final List<String> names = new ArrayList<>();
    private final List<byte[]> lines = new ArrayList<>();

    DataBlock(String name) {
        this.name = name;
    }

    /** A line with a name, which the script finds it by. */
    DataBlock line(String lineName, byte[] packed) {
        names.add(lineName + " ");
        lines.add(packed);
        return this;
    }

    /** A line that the script finds by its place. */
    DataBlock line(byte[] packed) {
        names.add("");
        lines.add(packed);
        return this;
    }

    /** A line of one text. */
    DataBlock line(String text) {
        return line(pack(text));
    }

    void write(Appendable out) throws IOException {
        out.append("<script type=\"application/gzip\" data-block=\"")
                .append(name)
                .append("\">");
        for (int i = 0; i < lines.size(); i++) {
            out.append(names.get(i))
                    .append(Base64.getEncoder().encodeToString(lines.get(i)))
                    .append('\n');
        }
        out.append("</script>\n");
    }

    static byte[] pack(String text) {
        Column packed = new Column();
        packed.octets(text.getBytes(StandardCharsets.UTF_8));
        return packed.packed();
    }
}
