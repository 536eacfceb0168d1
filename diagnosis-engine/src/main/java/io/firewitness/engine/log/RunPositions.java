package io.firewitness.engine.log;

import java.util.List;
import java.util.regex.Matcher;

/** How far a run came: disks, percents and blocks that lines of its log tell. */
final class RunPositions {
    private static final int MOST_SPOTS = 64;

    private final OpenRuns runs;
    private final DataMoverFaults faults;

    RunPositions(OpenRuns runs, DataMoverFaults faults) {
        this.runs = runs;
        this.faults = faults;
    }

    void disk(Matcher m, long thread) {
        Run run = runs.scope(thread);
        if (run != null) {
            Disk disk = run.disk(OpenRuns.name(m.group("disk")));
            String capacity = m.group("capacity");
            disk.capacity = capacity == null ? 0 : Numbers.bytes(capacity);
        }
    }

    void diskOf(Matcher m, long thread) {
        Run run = runs.scope(thread);
        if (run != null) {
            run.disk(OpenRuns.name(m.group("disk"))).digest = m.group("digest");
        }
    }

    /** An error names the disk it happened on. */
    void upload(String disk, boolean isDataMover, long thread) {
        if (disk.indexOf('>') >= 0) {
            return;
        }
        String wanted = new Disk(OpenRuns.name(disk)).name;
        if (isDataMover) {
            if (faults.last() != null) {
                faults.last().disk = wanted;
            }
            return;
        }
        Run run = runs.scope(thread);
        if (run != null && run.disks.containsKey(wanted)) {
            run.disks.get(wanted).isNamedInError = true;
        }
    }

    /** Progress of one disk, which is known by its digest, else by its size, else because it is the only one. */
    void pex(Matcher m, long thread, Where at, boolean isConfirmed) {
        Run run = runs.scope(thread);
        if (run == null) {
            return;
        }
        Spot spot = new Spot(Spot.Unit.PERCENT, Long.parseLong(m.group("pct")), at, isConfirmed);
        if (run.disks.isEmpty()) {
            run.pex = spot;
            return;
        }
        String digest = m.group("digest");
        Disk disk = run.diskOfDigest(digest);
        if (disk == null && m.group("total") != null) {
            disk = ofSize(run, Numbers.bytes(m.group("total")));
            if (disk != null) {
                disk.digest = digest;
            }
        }
        if (disk == null && run.disks.size() == 1) {
            disk = run.disks.values().iterator().next();
        }
        if (disk != null) {
            disk.percent = spot;
        }
    }

    private static Disk ofSize(Run run, long bytes) {
        for (Disk disk : run.disks.values()) {
            if (disk.digest == null && disk.capacity == bytes) {
                return disk;
            }
        }
        return null;
    }

    /** A block or a byte at which something stopped. */
    void position(Spot spot, boolean isDataMover, long thread) {
        if (isDataMover) {
            if (faults.last() != null) {
                add(faults.last().blocks, spot);
            }
            if (runs.folderRun() != null) {
                add(runs.folderRun().blocks, spot);
            }
            return;
        }
        Run run = runs.scope(thread);
        if (run != null) {
            add(run.blocks, spot);
        }
    }

    private static void add(List<Spot> spots, Spot spot) {
        if (spots.size() < MOST_SPOTS) {
            spots.add(spot);
        }
    }
}
