package io.firewitness.engine.judge;

import io.firewitness.engine.InputStreamSupplier;
import io.firewitness.engine.capture.CaptureReader.Capture;
import io.firewitness.engine.capture.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A capture that was read and waits to be judged together with the others of its case: a file, or several that were read as one
 * recording. Inside of it packets are counted over all of its files.
 *
 * @param parts its files, in their order
 * @param capture what was read
 * @param recorder equal for recordings of one capture point that only a missing file parts
 */
public record CaptureInput(List<Part> parts, Capture capture, String recorder) {
    public CaptureInput {
        parts = List.copyOf(parts);
        Objects.requireNonNull(capture, "capture");
        Objects.requireNonNull(recorder, "recorder");
    }

    /**
     * One file.
     *
     * @param id id of its artifact
     * @param name file name, used in the commands that reproduce evidence
     * @param again opens it for a second pass over the payload around cuts, or null where it cannot be
     */
    public record Part(String id, String name, InputStreamSupplier again) {
        public Part {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
        }
    }

    /** A capture of one file. */
    public static CaptureInput of(String id, String name, Capture capture, InputStreamSupplier again) {
        return new CaptureInput(List.of(new Part(id, name, again)), capture, id);
    }

    /** The id of its first file. */
    public String id() {
        return parts.getFirst().id();
    }

    /** True for recordings before and behind a missing file: they are no two places. */
    boolean isOfOneRecorderWith(CaptureInput other) {
        return recorder.equals(other.recorder);
    }

    /** Opens its files again, or null where they cannot be. */
    List<InputStreamSupplier> again() {
        boolean isReadable = parts.stream().allMatch(p -> p.again() != null);
        return isReadable ? parts.stream().map(Part::again).toList() : null;
    }

    /** The file that holds a packet. */
    Part part(long packet) {
        return parts.get(index(packet));
    }

    /** The number of a packet in its file. */
    long numberInFile(long packet) {
        return packet - capture.files().get(index(packet)).packetsBefore();
    }

    Observation.Elsewhere pointer(long packet) {
        return new Observation.Elsewhere(part(packet).id(), numberInFile(packet));
    }

    /** The files that hold packets of a connection, each with its first and last one, numbered over the recording. */
    List<Stretch> stretches(Flow flow) {
        List<Stretch> stretches = new ArrayList<>();
        long first = flow.firstPacket();
        for (Flow.Crossing crossing : flow.crossings()) {
            stretches.add(new Stretch(part(first), first, crossing.lastBefore()));
            first = crossing.firstAfter();
        }
        stretches.add(new Stretch(part(first), first, flow.lastPacket()));
        return stretches;
    }

    /** Packets of a connection in one file. */
    record Stretch(Part part, long first, long last) {}

    /** The names of the files that hold packets of a connection. */
    String names(Flow flow) {
        return stretches(flow).stream().map(s -> s.part().name()).collect(Collectors.joining(", "));
    }

    private int index(long packet) {
        int index = parts.size() - 1;
        while (index > 0 && capture.files().get(index).packetsBefore() >= packet) {
            index--;
        }
        return index;
    }
}
