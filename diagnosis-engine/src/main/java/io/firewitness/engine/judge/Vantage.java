package io.firewitness.engine.judge;

import io.firewitness.engine.document.Text;
import java.util.List;
import java.util.Map;

/**
 * Where a capture was taken.
 *
 * @param point {@code sender}, {@code receiver}, {@code middle} or {@code unknown}
 * @param reason why that is assumed
 */
record Vantage(String point, Text reason) {
    private static final Vantage UNKNOWN = new Vantage("unknown", Text.of("vantage.unknown"));

    /** By the distance of both ends, weighted by payload: a side without a router in between is the local one. */
    static Vantage of(List<Subject> subjects) {
        double sender = 0;
        double receiver = 0;
        double middle = 0;
        for (Subject s : subjects) {
            if (!s.flow.isTcp()) {
                continue;
            }
            boolean isUpload =
                    s.flow.fromClient().dataEnd() >= s.flow.fromServer().dataEnd();
            int source = Hops.of(s.baseline(isUpload, 1).mode());
            int target = Hops.of(s.baseline(!isUpload, 1).mode());
            double bytes =
                    Math.max(s.flow.fromClient().dataEnd(), s.flow.fromServer().dataEnd()) + 1.0;
            if (source == 0 && target > 0) {
                sender += bytes;
            } else if (target == 0 && source > 0) {
                receiver += bytes;
            } else if (source > 0 && target > 0) {
                middle += bytes;
            }
        }
        double most = Math.max(sender, Math.max(receiver, middle));
        if (most <= 0 || most < 0.8 * (sender + receiver + middle)) {
            return UNKNOWN;
        }
        String point = most == sender ? "sender" : most == receiver ? "receiver" : "middle";
        return new Vantage(point, new Text("vantage." + point, Map.of()));
    }
}
