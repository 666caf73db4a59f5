package io.github.numloss.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Works on several threads, and hands what comes out over in the order of the tasks: whatever the
 * threads do, the results are the same, and so is the failure that is told of. Few results wait at
 * a time, so that they take little memory however many there are.
 */
final class InOrder {
  private static final int AHEAD = 3;

  private InOrder() {}

  /** Gives how many results are there at a time at most, with those that are made. */
  static int waiting(int threads) {
    return (AHEAD + 1) * threads;
  }

  /** Takes a result. */
  interface Taker<T> {
    void take(T result) throws IOException;
  }

  /** Runs tasks, which are made one after another as they are needed. */
  static <T> void run(int threads, Iterator<Callable<T>> tasks, Taker<T> taker) throws IOException {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "pictures");
              thread.setDaemon(true);
              return thread;
            });
    Queue<Future<T>> waiting = new ArrayDeque<>();
    try {
      while (tasks.hasNext()) {
        waiting.add(executor.submit(next(tasks)));
        if (waiting.size() >= AHEAD * threads) {
          taker.take(result(waiting.remove()));
        }
      }
      while (!waiting.isEmpty()) {
        taker.take(result(waiting.remove()));
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static <T> Callable<T> next(Iterator<Callable<T>> tasks) throws IOException {
    try {
      return tasks.next();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while reading pictures");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(cause);
    }
  }
}
