package io.firewitness.engine;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Hops;
import io.firewitness.engine.document.PathView;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.TtlBaseline;
import java.util.ArrayList;
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
            nodes.add(device(cut, hops));
        }
        nodes.add(new PathView.Node("server", cut.server().address(), whole, 0, Text.of("path.address"), 0.9));
        return new PathView(nodes, true);
    }

    /** The RST's own TTL tells how far its sender is from the place of capture, on the side it claims to come from. */
    private static PathView.Node device(Connection cut, Hops hops) {
        boolean fromServer = cut.server().address().equals(cut.close().claimedFrom());
        TtlBaseline side = fromServer ? cut.ttl().serverToClient() : cut.ttl().clientToServer();
        Integer ttl = side.outliers().isEmpty()
                ? null
                : (Integer) side.outliers().getFirst().ttl();
        if (ttl == null) {
            return new PathView.Node("device", null, null, null, Text.of("path.device-unplaced"), 0.3);
        }
        int away = 255;
        for (int initial : INITIAL) {
            if (ttl <= initial) {
                away = initial - ttl;
                break;
            }
        }
        Integer near = fromServer ? hops.fromClient() : hops.fromServer();
        Integer distance = near == null ? null : (Integer) (near + away);
        Text basis = new Text("path.device", Map.of("ttl", (long) ttl, "hops", (long) away));
        return fromServer
                ? new PathView.Node("device", null, distance, null, basis, 0.6)
                : new PathView.Node("device", null, null, distance, basis, 0.6);
    }
}
