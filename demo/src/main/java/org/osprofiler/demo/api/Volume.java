package org.osprofiler.demo.api;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A volume as it is stored.
 *
 * @param size in GB
 * @param createdAt in UTC, as is updatedAt
 */
record Volume(
        UUID id,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        int size,
        String status,
        String availabilityZone,
        Map<String, String> metadata,
        LocalDateTime createdAt,
        @Nullable LocalDateTime updatedAt) {}
