package org.osprofiler.demo.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.osprofiler.interceptor.Profiled;

/** What the API does, step by step. */
@Profiled
@ApplicationScoped
class VolumeService {

    @Inject
    QuotaChecker quotas;

    @Inject
    VolumeRepository volumes;

    @Inject
    VolumeManagerClient manager;

    /**
     * Stores the volume and has volume-manager make it. What comes back is still {@code creating}; what volume-manager
     * cannot make becomes {@code error}, as in Cinder.
     *
     * @throws ApiException when the quota is used up, or volume-manager does not answer
     */
    Volume create(String projectId, String userId, NewVolume wanted) throws ApiException {
        quotas.check(projectId, wanted.size());
        Volume volume = volumes.insert(projectId, userId, wanted);
        try {
            manager.create(volume.id(), volume.size());
        } catch (ManagerUnavailableException e) {
            volumes.fail(volume.id());
            throw ApiException.unavailable("volume-manager does not answer; the volume's status is now error.");
        }
        return volume;
    }

    List<Volume> list(VolumeFilter filter) {
        return volumes.list(filter);
    }

    Volume show(String projectId, UUID id) throws ApiException {
        Volume volume = volumes.find(projectId, id);
        if (volume == null) {
            throw ApiException.noSuchVolume(id);
        }
        return volume;
    }

    void delete(String projectId, UUID id) throws ApiException {
        show(projectId, id);
        try {
            manager.delete(id);
        } catch (ManagerUnavailableException e) {
            throw ApiException.unavailable("volume-manager does not answer; the volume is still there.");
        }
    }
}
