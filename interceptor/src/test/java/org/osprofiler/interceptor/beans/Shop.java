package org.osprofiler.interceptor.beans;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osprofiler.interceptor.Profiled;

/** A bean whose class is profiled, with methods that say otherwise. */
@ApplicationScoped
@Profiled
public class Shop {

    private final CompletableFuture<String> slow = new CompletableFuture<>();

    public String order(int amount, String password, Object item) {
        return "ordered";
    }

    @Profiled(name = "checkout", hideResult = false, hideArgs = true)
    public String pay(String card) {
        return "paid";
    }

    @Profiled(enabled = false)
    public String notProfiled() {
        return "x";
    }

    @Profiled(args = {"first", "secretSecond"})
    public void named(int a, String b) {}

    public CompletionStage<String> later() {
        return slow;
    }

    public void fails() {
        throw new IllegalStateException("sold out");
    }
}
