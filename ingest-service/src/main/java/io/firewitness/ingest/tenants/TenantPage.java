package io.firewitness.ingest.tenants;

import io.firewitness.platform.problem.CommonProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A page of tenants, ordered by name, then id.
 *
 * @param next where the next page begins; null on the last one
 * @param total how many there are on all pages
 */
record TenantPage(List<Tenant> items, String next, long total) {
    private static final int UUID_LENGTH = 36;

    /** The order of every list of tenants. */
    static final Comparator<Tenant> ORDER = Comparator.comparing(Tenant::name).thenComparing(Tenant::id);

    /**
     * The page of {@code tenants} behind {@code cursor}.
     *
     * @param tenants in {@link #ORDER}
     * @param query part of a name, in any case, or a whole id; null and blank for all
     * @param cursor what {@link #next} was; null and empty for the first page
     * @throws io.firewitness.platform.problem.ProblemException 400 {@code bad-request} for any other cursor
     */
    static TenantPage of(List<Tenant> tenants, String query, String cursor, int limit) {
        String wanted = query == null ? "" : query.strip().toLowerCase(Locale.ROOT);
        List<Tenant> found = tenants.stream()
                .filter(tenant -> tenant.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || tenant.id().toString().equals(wanted))
                .toList();
        Tenant last = decode(cursor);
        List<Tenant> behind = last == null
                ? found
                : found.stream()
                        .filter(tenant -> ORDER.compare(tenant, last) > 0)
                        .toList();
        List<Tenant> items = behind.subList(0, Math.min(limit, behind.size()));
        return new TenantPage(items, behind.size() > limit ? encode(items.getLast()) : null, found.size());
    }

    private static String encode(Tenant tenant) {
        String text = tenant.id() + tenant.name();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Tenant decode(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return new Tenant(UUID.fromString(text.substring(0, UUID_LENGTH)), text.substring(UUID_LENGTH));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw CommonProblem.BAD_REQUEST.exception();
        }
    }
}
