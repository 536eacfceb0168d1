package io.firewitness.engine.bench;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * Shows that captures made to exhaust the engine end in bounded time and memory. The figures of the module's README:
 * {@code java -Xmx512m … HostileBench}.
 */
final class HostileBench {
    private static final long MILLION = 1_000_000;

    private HostileBench() {}

    public static void main(String[] args) throws IOException {
        System.out.printf(
                "%-24s %12s %9s %14s %12s %10s%n", "", "packets", "seconds", "packets/s", "connections", "peak MiB");
        for (HostileCapture.Kind kind : HostileCapture.Kind.values()) {
            boolean isLonger = kind == HostileCapture.Kind.ONE_CONNECTION;
            run(kind, args.length > 0 ? Long.parseLong(args[0]) : (isLonger ? 10 : 5) * MILLION);
        }
    }

    private static void run(HostileCapture.Kind kind, long packets) throws IOException {
        System.gc();
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        Diagnosis d = diagnose(kind, packets);
        double seconds = (System.nanoTime() - start) / 1e9;
        long peak = heap.stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
        System.out.printf(
                "%-24s %12d %9.1f %14.0f %12d %10d%n",
                kind.shown(),
                packets,
                seconds,
                packets / seconds,
                d.counts().connections() + d.counts().connectionsOmitted(),
                peak >> 20);
    }

    static Diagnosis diagnose(HostileCapture.Kind kind, long packets) throws IOException {
        Artifact artifact = new Artifact("a1", "hostile.pcap", 0, () -> new HostileCapture(kind, packets));
        return Engine.diagnose(List.of(artifact), RulePack.builtIn(), Progress.NONE);
    }
}
