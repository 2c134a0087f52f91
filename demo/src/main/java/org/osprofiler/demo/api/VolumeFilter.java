package org.osprofiler.demo.api;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which volumes a list shows.
 *
 * @param projectId null for those of all projects
 * @param name null for any
 */
record VolumeFilter(@Nullable String projectId, @Nullable String name) {

    /** Reads {@code all_tenants} and {@code name}; other parameters are let pass. */
    static VolumeFilter of(String projectId, HttpServletRequest request) {
        String all = request.getParameter("all_tenants");
        boolean allProjects = "1".equals(all) || "true".equalsIgnoreCase(all);
        return new VolumeFilter(allProjects ? null : projectId, request.getParameter("name"));
    }
}
