package org.osprofiler.interceptor.beans;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Does nothing. */
@Counted
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class CountedInterceptor {

    @AroundInvoke
    public Object nothing(InvocationContext call) throws Exception {
        return call.proceed();
    }
}
