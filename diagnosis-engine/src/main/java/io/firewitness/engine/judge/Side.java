package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;

/**
 * A capture as one of several witnesses.
 *
 * @param index number of the capture in its case, from 0
 * @param input the capture
 */
record Side(int index, CaptureInput input) {
    /** True where what this capture lacks was not there: no losses, both directions, recorded until after the time. */
    boolean isCompleteUntil(Flow flow, long time) {
        Long dropped = input.capture().dropped();
        boolean isLossless = (dropped == null || dropped == 0)
                && flow.fromClient().unseen() == 0
                && flow.fromServer().unseen() == 0
                && input.capture().untracked() == 0
                && input.capture().skipped() == 0;
        boolean isTwoWay = heard(flow.fromClient()) && heard(flow.fromServer());
        return isLossless && isTwoWay && input.capture().lastTime() >= time;
    }

    private static boolean heard(Direction d) {
        return d.packets() > 0;
    }
}
