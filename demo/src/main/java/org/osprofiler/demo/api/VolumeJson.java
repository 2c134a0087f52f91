package org.osprofiler.demo.api;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;

/** The API's answers. What the demo has no notion of, such as snapshots, is there with the value it has in Cinder. */
final class VolumeJson {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    private VolumeJson() {}

    static String one(Volume volume) {
        JsonWriter json = new JsonWriter(JsonWriter.Style.PYTHON).beginObject().name("volume");
        write(volume, json);
        return json.endObject().toString();
    }

    static String list(List<Volume> volumes) {
        JsonWriter json = new JsonWriter(JsonWriter.Style.PYTHON)
                .beginObject()
                .name("volumes")
                .beginArray();
        for (Volume volume : volumes) {
            write(volume, json);
        }
        return json.endArray().endObject().toString();
    }

    private static void write(Volume volume, JsonWriter json) {
        json.beginObject()
                .field("id", volume.id().toString())
                .field("name", volume.name())
                .field("status", volume.status())
                .field("size", volume.size())
                .field("availability_zone", volume.availabilityZone())
                .field("created_at", TIME.format(volume.createdAt()))
                .field("updated_at", time(volume.updatedAt()))
                .name("attachments")
                .value(List.of())
                .field("description", volume.description())
                .field("volume_type", null)
                .field("snapshot_id", null)
                .field("source_volid", null)
                .name("metadata")
                .value(volume.metadata())
                .field("bootable", "false")
                .name("encrypted")
                .bool(false)
                .name("multiattach")
                .bool(false)
                .field("consistencygroup_id", null)
                .field("replication_status", null)
                .field("user_id", volume.userId())
                .field("migration_status", null)
                .name("links")
                .value(List.of())
                .endObject();
    }

    private static @Nullable String time(@Nullable LocalDateTime time) {
        return time == null ? null : TIME.format(time);
    }
}
