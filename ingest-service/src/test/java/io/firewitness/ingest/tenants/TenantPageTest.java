package io.firewitness.ingest.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firewitness.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of tenants, where there are more than one page holds and where some share a name. */
class TenantPageTest {
    private static final List<Tenant> TENANTS = Stream.concat(
                    IntStream.range(0, 120).mapToObj(number -> tenant(number, "Tenant %03d".formatted(number))),
                    IntStream.range(200, 203).mapToObj(number -> tenant(number, "森物流 Logistics")))
            .sorted(TenantPage.ORDER)
            .toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 122, 123, 200})
    void pagesTogetherHoldEveryTenantOnce(int limit) {
        List<Tenant> seen = new ArrayList<>();
        String cursor = "";
        do {
            TenantPage page = TenantPage.of(TENANTS, null, cursor, limit);
            assertThat(page.items()).hasSizeBetween(1, limit);
            assertThat(page.total()).isEqualTo(123);
            seen.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).isEqualTo(TENANTS);
    }

    @Test
    void aPartOfTheNameNarrowsTheListInAnyCase() {
        assertThat(TenantPage.of(TENANTS, " tenant 01", null, 50).items())
                .extracting(Tenant::name)
                .containsExactlyElementsOf(IntStream.range(10, 20)
                        .mapToObj("Tenant %03d"::formatted)
                        .toList());
        assertThat(TenantPage.of(TENANTS, "森物流", null, 2))
                .extracting(TenantPage::total)
                .isEqualTo(3L);
        assertThat(TenantPage.of(TENANTS, "nobody", null, 50)).isEqualTo(new TenantPage(List.of(), null, 0));
    }

    @Test
    void anIdFindsItsTenantOnly() {
        assertThat(TenantPage.of(TENANTS, new UUID(0, 201).toString(), null, 50))
                .isEqualTo(new TenantPage(List.of(tenant(201, "森物流 Logistics")), null, 1));
    }

    @Test
    void aPageGoesOnWhereItWasThoughTheTenantThereIsGone() {
        String cursor = TenantPage.of(TENANTS, "", "", 10).next();
        List<Tenant> without = TENANTS.stream()
                .filter(tenant -> !tenant.name().equals("Tenant 009"))
                .toList();
        assertThat(TenantPage.of(without, "", cursor, 1).items())
                .extracting(Tenant::name)
                .containsExactly("Tenant 010");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!", "MDAwMDAwMDA", "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh"})
    void anInventedCursorIsRefused(String cursor) {
        assertThatThrownBy(() -> TenantPage.of(TENANTS, null, cursor, 50)).isInstanceOf(ProblemException.class);
    }

    private static Tenant tenant(int number, String name) {
        return new Tenant(new UUID(0, number), name);
    }
}
