package io.github.numloss.measure;

/** Counts by class of which sums are asked while they grow: a tree of P. M. Fenwick (1994). */
final class RunningCounts {
  private final long[] tree;
  private long total;

  RunningCounts(int classes) {
    tree = new long[classes + 1];
  }

  void add(int classIndex, long count) {
    total += count;
    for (int node = classIndex + 1; node < tree.length; node += node & -node) {
      tree[node] += count;
    }
  }

  /** Gives the count of all classes below one. */
  long below(int classIndex) {
    long sum = 0;
    for (int node = classIndex; node > 0; node -= node & -node) {
      sum += tree[node];
    }
    return sum;
  }

  /** Gives the count of all classes above one. */
  long above(int classIndex) {
    return total - below(classIndex + 1);
  }
}
