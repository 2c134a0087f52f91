package org.osprofiler.interceptor.packaged;

import jakarta.enterprise.context.Dependent;

/** Permits no proxy below itself, so it cannot be intercepted; must not break the deployment. */
@Dependent
public sealed class Sealed permits Sealed.Only {

    public void work() {}

    public static final class Only extends Sealed {}
}
