package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.List;

/** One disk within a task. */
final class Disk {
    /** As the attempt names it: the last part of its path. */
    final String name;

    long capacity;
    String digest;
    Spot percent;
    final List<Spot> blocks = new ArrayList<>();
    boolean isNamedInError;

    Disk(String path) {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        this.name = slash < 0 || slash == path.length() - 1 ? path : path.substring(slash + 1);
    }
}
