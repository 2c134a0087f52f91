package org.osprofiler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.osprofiler.demo.ApiClient.VOLUMES;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over HTTP, with what a client should not send too. */
class VolumeApiIT {

    private static Demo demo;
    private static ApiClient api;

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        demo = Demo.start(DemoOptions.defaults()
                .withPort(0)
                .withConnectionString(dir.resolve("spans.jsonl").toUri().toString()));
        api = new ApiClient(demo.volumeApiUrl());
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static String idOf(HttpResponse<String> answer) {
        return answer.body().replaceFirst(".*?\"id\": \"([^\"]*)\".*", "$1");
    }

    @Test
    void volume_isCreated_becomesAvailable_andIsDeleted() throws Exception {
        HttpResponse<String> created = api.create("to-delete", 3, Map.of("x-user-id", "somebody"));
        assertThat(created.statusCode()).isEqualTo(202);
        assertThat(created.headers().firstValue("x-openstack-request-id")).isPresent();
        assertThat(created.body()).contains("\"status\": \"creating\"", "\"user_id\": \"somebody\"", "\"size\": 3");
        String volume = VOLUMES + "/" + idOf(created);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.send("GET", volume, null).body().contains("\"status\": \"available\""));
        assertThat(api.send("GET", VOLUMES + "/detail?name=to-delete", null).body())
                .contains(idOf(created));
        assertThat(api.send("GET", VOLUMES + "/detail?name=another", null).body())
                .isEqualTo("{\"volumes\": []}");

        assertThat(api.send("DELETE", volume, null).statusCode()).isEqualTo(202);
        assertThat(api.send("GET", volume, null).statusCode()).isEqualTo(404);
        assertThat(api.send("DELETE", volume, null).statusCode()).isEqualTo(404);
    }

    @Test
    void anotherProjectsVolume_isSeenWithAllTenantsOnly() throws Exception {
        String id = idOf(api.create("private", 1, Map.of()));
        assertThat(api.send("GET", "/v3/other/volumes/" + id, null).statusCode())
                .isEqualTo(404);
        assertThat(api.send("GET", "/v3/other/volumes/detail", null).body()).doesNotContain(id);
        assertThat(api.send("GET", "/v3/other/volumes/detail?all_tenants=1", null)
                        .body())
                .contains(id);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v3/p/volumes/4a81c1ef-ab80-4e4d-a1ee-ab0a20f8dbeb, 404, itemNotFound",
        "DELETE, /v3/p/volumes/4a81c1ef-ab80-4e4d-a1ee-ab0a20f8dbeb, 404, itemNotFound",
        "GET,    /v3/p/volumes/a-name,        404, itemNotFound",
        "GET,    /v3/p/volumes/1-1-1-1-1,     404, itemNotFound",
        "GET,    /v3/p/volumes/,              404, itemNotFound",
        "GET,    /v3/p/snapshots/detail,      404, itemNotFound",
        "GET,    /v2/p/volumes/detail,        404, itemNotFound",
        "GET,    /v3/p/volumes/a/b,           404, itemNotFound",
        "GET,    /favicon.ico,                404, itemNotFound",
        "GET,    /WEB-INF/api-paste.ini,      404, itemNotFound",
        "PUT,    /v3/p/volumes,               405, badMethod",
        "POST,   /v3/p/volumes/detail,        405, badMethod",
        "PATCH,  /v3/p/volumes/4a81c1ef-ab80-4e4d-a1ee-ab0a20f8dbeb, 405, badMethod",
        "POST,   /v3/p/volumes,               400, badRequest",
    })
    void whatIsNotThere_isAnsweredInJson(String method, String path, int status, String kind) throws Exception {
        HttpResponse<String> answer = api.send(method, path, null);
        assertThat(answer.statusCode()).isEqualTo(status);
        // Jetty itself guards WEB-INF.
        if (!path.contains("WEB-INF")) {
            assertThat(answer.body()).startsWith("{\"" + kind + "\": {\"code\": " + status + ", \"message\": \"");
        }
    }

    @Test
    void brokenJson_isRefused() throws Exception {
        HttpResponse<String> answer = api.send("POST", VOLUMES, "{\"volume\": ");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"badRequest\"", "no JSON");
    }

    @Test
    void aBodyBeyondTheLimit_isRefused() throws Exception {
        assertThat(api.send("POST", VOLUMES, "x".repeat(200_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void quota_isKept() throws Exception {
        HttpResponse<String> answer = api.create("big", 20_001, Map.of());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("overLimit", "20000");
    }

    @Test
    void poolsWithoutRoom_makeAVolumeAnError() throws Exception {
        // 120,000 GB are there, 20,000 for each project: the pools are used up before the quotas.
        String last = "";
        for (int project = 0; project < 7; project++) {
            last = api.send("POST", "/v3/p" + project + "/volumes", "{\"volume\": {\"size\": 20000}}")
                    .body();
        }
        String id = last.replaceFirst(".*?\"id\": \"([^\"]*)\".*", "$1");
        assertThat(api.send("GET", "/v3/p6/volumes/" + id, null).body()).contains("\"status\": \"error\"");
        for (int project = 0; project < 7; project++) {
            String list =
                    api.send("GET", "/v3/p" + project + "/volumes/detail", null).body();
            String found = list.replaceFirst(".*?\"id\": \"([^\"]*)\".*", "$1");
            assertThat(api.send("DELETE", "/v3/p" + project + "/volumes/" + found, null)
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void versionDocument_pointsBack() throws Exception {
        HttpResponse<String> answer = api.send("GET", "/", null);
        assertThat(answer.statusCode()).isEqualTo(300);
        assertThat(answer.body()).contains("\"href\": \"" + demo.volumeApiUrl() + "/v3/\"", "v3.0");
    }
}
