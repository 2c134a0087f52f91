package org.osprofiler.interceptor.packaged;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Cannot be subclassed, so not intercepted; must not break the deployment. */
@Dependent
public class HiddenConstructor {

    @Inject
    private HiddenConstructor() {}

    public void work() {}
}
