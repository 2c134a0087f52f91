package org.osprofiler.demo.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.osprofiler.interceptor.Profiled;

/** Keeps a project from taking everything. */
@Profiled
@ApplicationScoped
class QuotaChecker {

    /** GB of one project. */
    static final int LIMIT = 20_000;

    @Inject
    VolumeRepository volumes;

    void check(String projectId, int wanted) throws ApiException {
        long used = volumes.usedBy(projectId);
        if (used + wanted > LIMIT) {
            throw ApiException.tooLarge("Requested volume exceeds the quota: " + used + " of " + LIMIT
                    + " GB are used, " + wanted + " more were asked for.");
        }
    }
}
