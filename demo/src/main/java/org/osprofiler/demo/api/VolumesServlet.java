package org.osprofiler.demo.api;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The API: {@code /v3/PROJECT/volumes}, as much of Cinder's as its client needs to create, list, show and delete. */
public class VolumesServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Of a request's body; Cinder's own limit. */
    private static final int MAX_BODY = 114_688;

    /** Without Keystone, and without {@code --os-user-id}, nobody says who asks. */
    private static final String NOBODY = "user-1";

    @Inject
    private transient VolumeService service;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("x-openstack-request-id", "req-" + UUID.randomUUID());
        try {
            answer(request, response);
        } catch (ApiException e) {
            Answer.send(response, e.status(), e.body());
        }
    }

    /** {@code /v3/PROJECT/volumes}, {@code …/volumes/detail} or {@code …/volumes/ID}. */
    private void answer(HttpServletRequest request, HttpServletResponse response) throws ApiException, IOException {
        String[] path = request.getServletPath().substring(1).split("/", -1);
        if (path.length < 3 || path.length > 4 || !path[0].equals("v3") || !path[2].equals("volumes")) {
            throw ApiException.noSuchResource();
        }
        String project = path[1];
        String method = request.getMethod();
        if (path.length == 3) {
            allow(method, "POST");
            NewVolume wanted = NewVolume.parse(body(request));
            Volume created = service.create(project, user(request), wanted);
            Answer.send(response, HttpServletResponse.SC_ACCEPTED, VolumeJson.one(created));
        } else if (path[3].equals("detail")) {
            allow(method, "GET");
            Answer.send(
                    response,
                    HttpServletResponse.SC_OK,
                    VolumeJson.list(service.list(VolumeFilter.of(project, request))));
        } else if (method.equals("DELETE")) {
            service.delete(project, id(path[3]));
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        } else {
            allow(method, "GET");
            Answer.send(response, HttpServletResponse.SC_OK, VolumeJson.one(service.show(project, id(path[3]))));
        }
    }

    private static void allow(String method, String allowed) throws ApiException {
        if (!method.equals(allowed)) {
            throw ApiException.noSuchMethod();
        }
    }

    private static byte[] body(HttpServletRequest request) throws ApiException, IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw ApiException.tooLarge("Request is too large: " + MAX_BODY + " bytes at most.");
        }
        return body;
    }

    private static String user(HttpServletRequest request) {
        String user = request.getHeader("x-user-id");
        return user == null || user.isEmpty() ? NOBODY : user;
    }

    /** A name is no id: the client then looks for it in the list. */
    private static UUID id(String text) throws ApiException {
        @Nullable UUID id = null;
        try {
            id = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.noSuchVolume(text);
        }
        if (!id.toString().equalsIgnoreCase(text)) { // Java takes "1-1-1-1-1" too
            throw ApiException.noSuchVolume(text);
        }
        return id;
    }
}
