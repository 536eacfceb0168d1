package io.firewitness.knowledge.content;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Reads the content files that {@code content/index.txt} lists. An unknown member of a file is an error. */
public final class ContentReader {
    private static final String ROOT = "/content/";
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ContentReader() {}

    /**
     * Content under the name of exactly these bytes.
     *
     * @param version review date of the newest file and a digest, as the date alone does not tell two builds apart
     */
    public record Release(String version, Content content) {}

    /** Reads the content on the class path. */
    public static Release read() {
        return read(ContentReader::bytes);
    }

    /** @param files the bytes of a file by the name that the index gives it */
    static Release read(Function<String, byte[]> files) {
        MessageDigest digest = sha256();
        List<Source> sources = new ArrayList<>();
        List<Component> components = new ArrayList<>();
        List<Product> products = new ArrayList<>();
        List<Port> ports = new ArrayList<>();
        List<ErrorText> errors = new ArrayList<>();
        List<Vendor> vendors = new ArrayList<>();
        List<Article> articles = new ArrayList<>();
        List<Guide> guides = new ArrayList<>();
        List<Recipe> recipes = new ArrayList<>();
        List<Contradiction> contradictions = new ArrayList<>();
        String newest = "";
        for (String file : index()) {
            byte[] bytes = files.apply(file);
            digest.update(bytes);
            JsonNode tree = tree(file, bytes);
            String reviewed = tree.path("reviewed").asText("");
            newest = reviewed.compareTo(newest) > 0 ? reviewed : newest;
            switch (file.contains("/") ? file.substring(0, file.indexOf('/')) : file) {
                case "sources.yaml" -> all(file, tree.get("sources"), Source.class, sources);
                case "components.yaml" -> all(file, tree.get("components"), Component.class, components);
                case "contradictions.yaml" ->
                    all(file, tree.get("contradictions"), Contradiction.class, contradictions);
                case "products" -> products.add(one(file, tree, Product.class));
                case "ports" -> all(file, tree.get("ports"), Port.class, ports);
                case "errors" -> errors.add(one(file, tree, ErrorText.class));
                case "vendors" -> vendors.add(one(file, tree, Vendor.class));
                case "articles" -> articles.add(one(file, tree, Article.class));
                case "guidance" -> {
                    if (tree.has("recipes")) {
                        all(file, tree.get("recipes"), Recipe.class, recipes);
                    } else {
                        guides.add(one(file, tree, Guide.class));
                    }
                }
                default -> throw new IllegalStateException("content/" + file + ": unknown kind of file");
            }
        }
        String version = newest + "." + HexFormat.of().formatHex(digest.digest(), 0, 4);
        return new Release(
                version,
                new Content(
                        sources,
                        components,
                        products,
                        ports,
                        errors,
                        vendors,
                        articles,
                        guides,
                        recipes,
                        contradictions));
    }

    static List<String> index() {
        return new String(bytes("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    static byte[] bytes(String file) {
        try (InputStream stream = ContentReader.class.getResourceAsStream(ROOT + file)) {
            if (stream == null) {
                throw new IllegalStateException("content/" + file + " is listed but missing");
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode tree(String file, byte[] bytes) {
        try {
            return YAML.readTree(bytes);
        } catch (IOException malformed) {
            throw new IllegalStateException("content/" + file + ": " + malformed.getMessage(), malformed);
        }
    }

    private static <T> void all(String file, JsonNode list, Class<T> type, List<T> into) {
        list.forEach(node -> into.add(one(file, node, type)));
    }

    private static <T> T one(String file, JsonNode node, Class<T> type) {
        try {
            return YAML.treeToValue(node, type);
        } catch (IOException malformed) {
            throw new IllegalStateException("content/" + file + ": " + malformed.getMessage(), malformed);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
