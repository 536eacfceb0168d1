package io.firewitness.engine.document;

import java.util.List;

/**
 * Who stands where on the path.
 *
 * @param nodes from the client to the server
 * @param startTtlAssumed true: hops are counted from the assumed initial TTLs 64, 128 and 255
 */
public record PathView(List<Node> nodes, boolean startTtlAssumed) {
    public PathView {
        nodes = List.copyOf(nodes);
    }

    /**
     * One box.
     *
     * @param role {@code client}, {@code server}, {@code capture} or {@code device}
     * @param address its address; {@code null} where unknown
     * @param hopsFromClient routers between it and the client; {@code null} where unknown
     * @param hopsFromServer routers between it and the server; {@code null} where unknown
     * @param basis what the place rests on
     * @param confidence 0..1
     */
    public record Node(
            String role,
            String address,
            Integer hopsFromClient,
            Integer hopsFromServer,
            Text basis,
            double confidence) {}
}
