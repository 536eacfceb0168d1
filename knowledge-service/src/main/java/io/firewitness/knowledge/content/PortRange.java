package io.firewitness.knowledge.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One port or a range, both ends included; written {@code 6180} or {@code 2500-3300}. */
@Schema(type = SchemaType.STRING, examples = "2500-3300")
public record PortRange(int first, int last) {
    public PortRange {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException("no port range: " + first + "-" + last);
        }
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException where {@code text} is no port and no range
     */
    @JsonCreator
    public static PortRange parse(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? new PortRange(Integer.parseInt(text), Integer.parseInt(text))
                : new PortRange(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    boolean overlaps(PortRange other) {
        return first <= other.last && other.first <= last;
    }

    @JsonValue
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
