package io.firewitness.engine;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Hops;
import io.firewitness.engine.document.PathView;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.TtlBaseline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places client, capture, device and server on a line by their TTLs. */
final class PathFinder {
    private static final int[] INITIAL = {64, 128, 255};

    private PathFinder() {}

    /** The path of the first connection that was cut, or null where none was. */
    static PathView path(List<Connection> connections, List<ArtifactEntry> artifacts) {
        Connection cut = connections.stream()
                .filter(c -> c.kill() != null && c.close().actor().equals("device"))
                .findFirst()
                .orElse(connections.stream()
                        .filter(c -> c.kill() != null)
                        .findFirst()
                        .orElse(null));
        if (cut == null || artifacts.isEmpty()) {
            return null;
        }
        Hops hops = cut.hops();
        Integer whole = hops.fromClient() == null || hops.fromServer() == null
                ? null
                : (Integer) (hops.fromClient() + hops.fromServer());
        List<PathView.Node> nodes = new ArrayList<>();
        nodes.add(new PathView.Node("client", cut.client().address(), 0, whole, Text.of("path.address"), 0.9));
        nodes.add(new PathView.Node("capture", null, hops.fromClient(), hops.fromServer(), Text.of("path.ttl"), 0.8));
        if (cut.close().actor().equals("device")) {
            nodes.add(device(cut, hops, whole));
        }
        nodes.add(new PathView.Node("server", cut.server().address(), whole, 0, Text.of("path.address"), 0.9));
        return new PathView(nodes, true);
    }

    /**
     * The RST's own TTL tells how far its sender is from the place of capture, on the side it claims to come from; a station of
     * its own tells that it is on the captured segment.
     */
    private static PathView.Node device(Connection cut, Hops hops, Integer whole) {
        boolean fromServer = cut.server().address().equals(cut.close().claimedFrom());
        Text station = station(cut);
        if (station != null) {
            return new PathView.Node("device", null, hops.fromClient(), hops.fromServer(), station, 0.8);
        }
        TtlBaseline side = fromServer ? cut.ttl().serverToClient() : cut.ttl().clientToServer();
        Integer near = fromServer ? hops.fromClient() : hops.fromServer();
        if (side.outliers().isEmpty() || near == null) {
            return new PathView.Node("device", null, null, null, Text.of("path.device-unplaced"), 0.3);
        }
        int ttl = side.outliers().getFirst().ttl();
        int away = away(ttl);
        int distance = near + away;
        if (whole != null && distance > whole) {
            // Nearer than where it would have to be: it does not start at 64, 128 or 255, or copies the TTL it answers.
            return new PathView.Node("device", null, null, null, Text.of("path.device-unplaced"), 0.3);
        }
        Integer rest = whole == null ? null : (Integer) (whole - distance);
        Text basis = new Text("path.device", Map.of("ttl", (long) ttl, "hops", (long) away));
        return fromServer
                ? new PathView.Node("device", null, distance, rest, basis, 0.6)
                : new PathView.Node("device", null, rest, distance, basis, 0.6);
    }

    /** What the RST's own station on the segment says, or null where it came from the usual one. */
    private static Text station(Connection cut) {
        for (Evidence e : cut.evidence()) {
            if (e.rule().equals("rst-station") && Math.abs(e.logOdds()) >= 0.5) {
                Map<String, Object> args = new HashMap<>(e.text().args());
                return new Text(args.containsKey("maker") ? "path.station.maker" : "path.station", args);
            }
        }
        return null;
    }

    private static int away(int ttl) {
        for (int initial : INITIAL) {
            if (ttl <= initial) {
                return initial - ttl;
            }
        }
        return 0;
    }
}
