package org.osprofiler.demo.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.osprofiler.wire.JsonWriter;

/** {@code GET /}: the versions of the API. The client asks for them first, and ends when there is no answer. */
public class VersionsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MULTIPLE_CHOICES = 300;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuffer here = request.getRequestURL();
        JsonWriter json = new JsonWriter(JsonWriter.Style.PYTHON)
                .beginObject()
                .name("versions")
                .beginArray()
                .beginObject()
                .field("id", "v3.0")
                .field("status", "CURRENT")
                .field("version", "3.70")
                .field("min_version", "3.0")
                .field("updated", "2023-08-31T00:00:00Z")
                .name("links")
                .beginArray()
                .beginObject()
                .field("rel", "self")
                .field("href", here.append("v3/").toString())
                .endObject()
                .endArray()
                .name("media-types")
                .value(List.of())
                .endObject()
                .endArray()
                .endObject();
        Answer.send(response, MULTIPLE_CHOICES, json.toString());
    }
}
