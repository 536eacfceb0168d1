package io.firewitness.knowledge.content;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the YAML content files. */
public final class ContentFiles {
    private static final List<String> FILES = List.of(
            "sources.yaml",
            "products/veeam.yaml",
            "ports/bulk-data.yaml",
            "errors/kb2140.yaml",
            "vendors/kb2140.yaml",
            "guidance/plans.yaml");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private ContentFiles() {}

    private record Plans(List<Step> steps, Map<String, List<String>> plans) {}

    /** Reads all files; the version is a digest over their bytes. */
    public static Content read() {
        Plans plans = parse("guidance/plans.yaml", new TypeReference<>() {});
        return new Content(
                version(),
                byId(parse("sources.yaml", new TypeReference<List<Source>>() {}), Source::id),
                parse("products/veeam.yaml", new TypeReference<>() {}),
                parse("ports/bulk-data.yaml", new TypeReference<>() {}),
                parse("errors/kb2140.yaml", new TypeReference<>() {}),
                parse("vendors/kb2140.yaml", new TypeReference<>() {}),
                byId(plans.steps(), Step::id),
                plans.plans());
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        return all.stream().collect(Collectors.toMap(id, one -> one, ContentFiles::twice, LinkedHashMap::new));
    }

    private static <T> T twice(T first, T second) {
        throw new IllegalStateException("two entries have one id: " + first + " and " + second);
    }

    private static <T> T parse(String file, TypeReference<T> type) {
        try {
            return YAML.readValue(bytes(file), type);
        } catch (IOException malformed) {
            throw new UncheckedIOException("content file " + file + " cannot be read", malformed);
        }
    }

    private static String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            FILES.forEach(file -> digest.update(bytes(file)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String file) {
        try (InputStream content = ContentFiles.class.getResourceAsStream("/content/" + file)) {
            return content.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
