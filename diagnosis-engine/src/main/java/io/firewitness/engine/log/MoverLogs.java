package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Logs of data movers that hold faults: which of them tell of a run, and by how much their clocks differ from its own. */
final class MoverLogs {
    private static final Set<String> WITHOUT_OBJECT =
            Set.of(".source.log", ".source.disks.log", ".target.log", ".target.disks.log");

    private final Map<LogFile, List<Fault>> faults;
    private final TreeMap<String, List<LogFile>> byBaseName = new TreeMap<>();
    private final Map<LogFile, Long> shifts = new HashMap<>();

    MoverLogs(Map<LogFile, List<Fault>> faults) {
        this.faults = faults;
        for (LogFile file : faults.keySet()) {
            byBaseName.computeIfAbsent(file.baseName(), n -> new ArrayList<>()).add(file);
        }
        byBaseName.values().forEach(this::once);
    }

    /** A log that was handed over twice tells each fault twice. */
    private void once(List<LogFile> ofOneName) {
        Set<String> told = new HashSet<>();
        for (LogFile file : ofOneName) {
            List<Fault> ofFile = faults.get(file);
            ofFile.removeIf(fault -> told.contains(fault.identity()));
            ofFile.forEach(fault -> told.add(fault.identity()));
        }
    }

    /** Compares their clocks with those of the jobs they worked for. */
    void clocks(List<Run> runs) {
        Map<LogFile, List<Where>> ends = new LinkedHashMap<>();
        for (Run run : runs) {
            Where at = run.cause == null ? run.end : run.cause.at();
            if (run.isFailed() && at != null) {
                Set<LogFile> files = new LinkedHashSet<>(of(run));
                files.addAll(near(run));
                files.forEach(file ->
                        ends.computeIfAbsent(file, f -> new ArrayList<>()).add(at));
            }
        }
        ends.forEach((file, at) -> shifts.put(file, MoverClock.shift(at, faults.get(file))));
    }

    /** Those that worked for a run. */
    List<LogFile> of(Run run) {
        Set<String> names = new LinkedHashSet<>(run.agentLogs);
        // A task's log may name the data mover of its own side only.
        run.agentLogs.forEach(log -> names.add(twin(log)));
        if (run.object != null) {
            String name = ("agent." + run.job + ".source." + run.object + ".log").toLowerCase(Locale.ROOT);
            names.addAll(List.of(name, name.replaceFirst("\\.log$", ".disks.log"), twin(name)));
        }
        List<LogFile> files = new ArrayList<>();
        for (String log : names) {
            files.addAll(ofItsHosts(run, byBaseName.getOrDefault(log, List.of())));
        }
        if (run.basis == Run.Basis.SESSION_FOLDER && run.start != null) {
            for (LogFile file : faults.keySet()) {
                if (file != run.start.file()
                        && file.folder().equals(run.start.file().folder())) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    /**
     * Those of the run's job that name its object somewhere, or none at all: what follows the side in their names differs with
     * the product. They may serve other objects too, so they give no position.
     */
    List<LogFile> near(Run run) {
        if (run.object == null) {
            return List.of();
        }
        Set<String> beginnings = new LinkedHashSet<>();
        beginnings.add(("agent." + run.job + ".").toLowerCase(Locale.ROOT));
        for (String log : run.agentLogs) {
            int side = Math.max(log.lastIndexOf(".source."), log.lastIndexOf(".target."));
            beginnings.add(log.substring(0, side + 1));
        }
        beginnings.remove("");
        String named = "." + run.object.toLowerCase(Locale.ROOT) + ".";
        List<LogFile> files = new ArrayList<>();
        for (String beginning : beginnings) {
            byBaseName.subMap(beginning, beginning + Character.MAX_VALUE).forEach((name, logs) -> {
                String rest = name.substring(beginning.length() - 1);
                if (WITHOUT_OBJECT.contains(rest) || rest.contains(named)) {
                    files.addAll(ofItsHosts(run, logs));
                }
            });
        }
        return files;
    }

    /** Two backup servers may have a job and a machine of one name; the hosts tell whose log it is. */
    private static List<LogFile> ofItsHosts(Run run, List<LogFile> named) {
        List<LogFile> own = named.stream()
                .filter(f -> run.moverHosts.contains(HostName.of(f.host())))
                .toList();
        return own.isEmpty() ? named : own;
    }

    /** Logs of the other side of a transfer, their clocks compared with this one's. */
    List<LogFile> otherSide(LogFile file) {
        List<LogFile> others = byBaseName.getOrDefault(twin(file.baseName()), List.of());
        List<Where> ends = faults.get(file).stream().map(f -> f.cause.at()).toList();
        others.forEach(other -> shifts.put(other, MoverClock.shift(ends, faults.get(other))));
        return others;
    }

    /** Name of the log of the other side. */
    private static String twin(String log) {
        return log.contains(".source.")
                ? log.replace(".source.", ".target.").replace(".disks.log", ".log")
                : log.replace(".target.", ".source.").replace(".log", ".disks.log");
    }

    /** Without an offset the wall clocks are compared: hosts of one job mostly share a zone. */
    long distance(Fault fault, Where at) {
        Where there = fault.cause.at();
        long shift = shifts.getOrDefault(there.file(), 0L);
        long known = Math.abs(there.order() - shift - at.order());
        return shift != 0 ? known : Math.min(known, Math.abs(there.local() - at.local()));
    }
}
