package io.firewitness.knowledge.browse;

import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Product;
import io.firewitness.knowledge.content.Versions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From a build number to the release it is. A build that no source lists is never taken for one that is: the nearest lower
 * known build is given as just that, and only within the same major version, as beyond it nothing is known to hold.
 */
final class BuildFinder {
    private static final int BUILD_LENGTH = 4;
    private static final Localized NEAREST = new Localized(
            "No source lists build %s. The nearest lower build that is known is %s.",
            "ビルド%sを記載した出典はありません。既知のビルドのうち、直近の下位は%sです。");

    private BuildFinder() {}

    /** How the release shown relates to the number asked for. */
    enum Relation {
        /** The build itself, or a patch of it where none was named. */
        EXACT,
        /** A build of the version that the number names; only for fewer than four numbers. */
        OF_VERSION,
        /** Another, lower build. */
        NEAREST_LOWER
    }

    /** @param note null unless {@code relation} is NEAREST_LOWER */
    record Found(
            Product product, Product.ProductVersion version, Product.Build build, Relation relation, Localized note) {}

    /** Every product that knows the build; else, per product, its nearest lower one. */
    static List<Found> find(List<Product> products, String wanted) {
        List<Found> known = all(products).stream()
                .map(found -> found.with(
                        found.version.id().equals(wanted)
                                ? Relation.OF_VERSION
                                : relation(wanted, found.build.build())))
                .filter(found -> found.relation != null)
                .map(Candidate::found)
                .toList();
        if (!known.isEmpty()) {
            return known;
        }
        if (wanted.matches(".*[ a-z].*")) {
            // A version by its name, which no order places among builds.
            return List.of();
        }
        List<Found> nearest = new ArrayList<>();
        for (Product product : products) {
            nearestLower(product, wanted).ifPresent(nearest::add);
        }
        return nearest;
    }

    private static Relation relation(String wanted, String build) {
        List<Integer> asked = Versions.numbers(wanted);
        List<Integer> listed = Versions.numbers(build);
        if (wanted.equals(build) || (!wanted.contains("-") && asked.equals(listed))) {
            return Relation.EXACT;
        }
        if (!wanted.matches("[\\d.]+")) {
            return null;
        }
        boolean shorter = asked.size() < BUILD_LENGTH && asked.size() <= listed.size();
        return shorter && listed.subList(0, asked.size()).equals(asked) ? Relation.OF_VERSION : null;
    }

    private static Optional<Found> nearestLower(Product product, String wanted) {
        Key asked = Key.of(wanted);
        return all(List.of(product)).stream()
                .filter(candidate -> Key.of(candidate.build.build()).compareTo(asked) < 0)
                .filter(candidate -> Key.of(candidate.build.build()).major() == asked.major())
                .max(Comparator.comparing(candidate -> Key.of(candidate.build.build())))
                .map(candidate -> new Found(
                        candidate.product,
                        candidate.version,
                        candidate.build,
                        Relation.NEAREST_LOWER,
                        new Localized(
                                NEAREST.en().formatted(wanted, candidate.build.build()),
                                NEAREST.ja().formatted(wanted, candidate.build.build()))));
    }

    private static List<Candidate> all(List<Product> products) {
        List<Candidate> all = new ArrayList<>();
        products.forEach(product -> product.versions()
                .forEach(version ->
                        version.builds().forEach(build -> all.add(new Candidate(product, version, build, null)))));
        return all;
    }

    private record Candidate(Product product, Product.ProductVersion version, Product.Build build, Relation relation) {
        Candidate with(Relation other) {
            return new Candidate(product, version, build, other);
        }

        Found found() {
            return new Found(product, version, build, relation, null);
        }
    }

    /** Order of builds: number by number, a patch after what it patches. */
    private record Key(List<Integer> numbers, long patch) implements Comparable<Key> {
        static Key of(String build) {
            int mark = build.indexOf("-P");
            return new Key(Versions.numbers(build), mark < 0 ? 0 : Long.parseLong(build.substring(mark + 2)));
        }

        int major() {
            return numbers.getFirst();
        }

        @Override
        public int compareTo(Key other) {
            for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
                int order = Integer.compare(at(i), other.at(i));
                if (order != 0) {
                    return order;
                }
            }
            return Long.compare(patch, other.patch);
        }

        private int at(int index) {
            return index < numbers.size() ? numbers.get(index) : 0;
        }
    }
}
