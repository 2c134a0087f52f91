package org.osprofiler.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.demo.Demo;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

/** The demo's own request: what {@code cinder --profile KEY create 5 --name test-profile-5} asks for and prints. */
final class FirstVolume {

    private static final String PROJECT = "demo";
    private static final String BODY = """
            {"volume": {"size": 5, "consistencygroup_id": null, "snapshot_id": null, "name": "test-profile-5",\
             "description": null, "volume_type": null, "availability_zone": null, "metadata": {}, "imageRef": null,\
             "source_volid": null, "backup_id": null}}""";

    private FirstVolume() {}

    /**
     * Creates the volume, signed with the services' key, and prints its properties and the trace's id.
     *
     * @return the trace's id; null when the services accept no key
     * @throws Failure when the answer is not as it should be
     */
    static @Nullable String create(Demo demo, Console console) throws IOException, InterruptedException {
        String key = demo.profileKey();
        if (key == null) {
            console.say("no key is configured: nothing will be profiled");
            return null;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(demo.volumeApiUrl() + "/v3/" + PROJECT + "/volumes"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY));
        ProfiledRequest signed = ProfiledRequest.sign(request, HmacKey.of(key));
        PropertyTable.write(console.out(), volume(answer(signed)));
        TraceHint.write(console.out(), signed.baseId());
        console.out().flush();
        return signed.baseId();
    }

    private static HttpResponse<String> answer(ProfiledRequest request) throws InterruptedException {
        try {
            return request.send(HttpResponse.BodyHandlers.ofString());
        } catch (ProfiledRequest.NotSentException e) {
            throw e.failure();
        }
    }

    private static Map<?, ?> volume(HttpResponse<String> answer) {
        try {
            if (answer.statusCode() == 202
                    && JsonReader.forWire().read(answer.body()) instanceof Map<?, ?> json
                    && json.get("volume") instanceof Map<?, ?> volume) {
                return volume;
            }
        } catch (MalformedJsonException e) {
            throw Failure.failed("volume-api's answer is no JSON: " + e.getMessage(), e);
        }
        throw Failure.failed("volume-api did not create the volume: HTTP " + answer.statusCode() + " " + answer.body());
    }
}
