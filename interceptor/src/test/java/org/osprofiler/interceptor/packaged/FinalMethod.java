package org.osprofiler.interceptor.packaged;

import jakarta.enterprise.context.Dependent;

/** Cannot be intercepted; must not break the deployment. */
@Dependent
public class FinalMethod {

    public final void work() {}
}
