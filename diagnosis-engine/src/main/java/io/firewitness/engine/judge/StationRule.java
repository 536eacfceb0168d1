package io.firewitness.engine.judge;

import io.firewitness.engine.RulePack;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.LinkTally;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.document.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From which station of the captured segment the RST came. */
final class StationRule {
    private static final int FEWEST_SAMPLES = 5;

    private final Makers makers;
    /** Stations that other connections' packets come from: hosts and gateways of the segment. */
    private final Set<Long> known = new HashSet<>();

    StationRule(RulePack pack, List<Subject> all) {
        this.makers = new Makers(pack);
        for (Subject s : all) {
            known.add(s.flow.fromClient().stations().only());
            known.add(s.flow.fromServer().stations().only());
        }
    }

    void observe(Flow flow, Reset r, List<Observation> out) {
        LinkTally own = flow.direction(r.fromClient()).stations();
        boolean isUsual = own.only() == LinkTally.NONE || own.samples() < FEWEST_SAMPLES || r.station() == own.only();
        if (isUsual || r.station() == LinkTally.NONE) {
            return;
        }
        // Two gateways may take turns, as after the failure of one: then the station is one of the segment's own.
        String feature = known.contains(r.station()) ? "rst-station.known" : "rst-station.foreign";
        String maker = makers.of(r.station());
        Map<String, Object> args = new HashMap<>();
        args.put("address", r.fromClient() ? flow.clientAddress() : flow.serverAddress());
        args.put("station", Makers.text(r.station()));
        args.put("usual", Makers.text(own.only()));
        if (maker != null) {
            args.put("maker", maker);
        }
        String key = maker == null ? "evidence.rst-station" : "evidence.rst-station.maker";
        out.add(new Observation("rst-station", feature, List.of(r.packet()), new Text(key, args), "eth.src"));
    }
}
