package io.firewitness.engine.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the records of this package as JSON (UTF-8). Safe for use by several threads. */
public final class DiagnosisJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Map<Class<?>, Accessor[]> ACCESSORS = new ConcurrentHashMap<>();

    private DiagnosisJson() {}

    /**
     * Writes the document and leaves the stream open.
     *
     * @throws IOException when the stream fails
     */
    public static void write(Diagnosis diagnosis, OutputStream out) throws IOException {
        writeValue(diagnosis, out);
    }

    /**
     * Writes any value made of records, lists, maps, {@link Wire} words, instants, strings, numbers and booleans.
     *
     * @throws IOException when the stream fails
     */
    public static void writeValue(Object value, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            value(json, value);
        }
        out.flush();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Wire word -> json.writeString(word.wire());
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> decimal(json, number);
            case Boolean flag -> json.writeBoolean(flag);
            case Instant time -> json.writeString(TIME.format(time));
            case Collection<?> items -> {
                json.writeStartArray();
                for (Object item : items) {
                    value(json, item);
                }
                json.writeEndArray();
            }
            case Map<?, ?> members -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    json.writeFieldName(member.getKey().toString());
                    value(json, member.getValue());
                }
                json.writeEndObject();
            }
            case Record members -> record(json, members);
            default -> throw new IllegalArgumentException("not a value of the document: " + value.getClass());
        }
    }

    private static void record(JsonGenerator json, Record members) throws IOException {
        json.writeStartObject();
        for (Accessor accessor : ACCESSORS.computeIfAbsent(members.getClass(), DiagnosisJson::accessors)) {
            json.writeFieldName(accessor.name);
            value(json, accessor.read(members));
        }
        json.writeEndObject();
    }

    /** At most four decimals: more would claim a precision that no verdict has. */
    private static void decimal(JsonGenerator json, double number) throws IOException {
        if (!Double.isFinite(number)) {
            json.writeNull();
            return;
        }
        double rounded = Math.round(number * 1e4) / 1e4;
        json.writeNumber(Math.abs(number) > 0 && rounded == 0 ? number : rounded);
    }

    private static Accessor[] accessors(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Accessor[] accessors = new Accessor[components.length];
        for (int i = 0; i < components.length; i++) {
            Member member = components[i].getAnnotation(Member.class);
            accessors[i] = new Accessor(
                    member == null ? components[i].getName() : member.value(), components[i].getAccessor());
        }
        return accessors;
    }

    private record Accessor(String name, Method method) {
        Object read(Record members) {
            try {
                return method.invoke(members);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("record component " + name + " cannot be read", e);
            }
        }
    }
}
