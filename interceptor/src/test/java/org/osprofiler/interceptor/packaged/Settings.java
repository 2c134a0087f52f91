package org.osprofiler.interceptor.packaged;

import jakarta.enterprise.context.Dependent;

/** Final as all records; must not break the deployment. */
@Dependent
public record Settings() {

    public void work() {}
}
