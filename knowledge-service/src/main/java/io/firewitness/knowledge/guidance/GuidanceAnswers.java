package io.firewitness.knowledge.guidance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.document.Csv;
import io.firewitness.knowledge.document.Html;
import io.firewitness.knowledge.document.Markdown;
import io.firewitness.knowledge.document.PlainText;
import io.firewitness.knowledge.own.CaseEntries;
import io.firewitness.knowledge.own.OwnKnowledge;
import io.firewitness.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** From the bytes of a request to those of the answer: read, planned and rendered, or answered from memory. */
@ApplicationScoped
class GuidanceAnswers {
    private final Catalog catalog;
    private final GuidanceService guidance;
    private final OwnKnowledge own;
    private final RenderedPlans plans;
    private final ObjectMapper json;

    GuidanceAnswers(
            Catalog catalog, GuidanceService guidance, OwnKnowledge own, RenderedPlans plans, ObjectMapper json) {
        this.catalog = catalog;
        this.guidance = guidance;
        this.own = own;
        this.plans = plans;
        this.json = json;
    }

    /**
     * @param caller empty for the installation's operator, who belongs to no provider and gets the published part only
     * @throws IOException where the body breaks off
     */
    byte[] answer(Optional<Caller> caller, InputStream body, Locale language, GuidanceFormat format)
            throws IOException {
        byte[] start = body.readNBytes(RenderedPlans.LONGEST_REQUEST + 1);
        if (start.length > RenderedPlans.LONGEST_REQUEST) {
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), body);
            return made(caller, whole, language, format).body();
        }
        return plans.get(
                RenderedPlans.Key.of(catalog.version(), caller, start, language, format),
                tenant -> entries(caller, tenant).version(),
                () -> {
                    try {
                        return made(caller, new ByteArrayInputStream(start), language, format);
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                });
    }

    private RenderedPlans.Answer made(Optional<Caller> caller, InputStream body, Locale language, GuidanceFormat format)
            throws IOException {
        GuidanceRequest request = RequestReader.read(body);
        CaseEntries entries = entries(caller, request.tenantId());
        Guidance plan = guidance.plan(request, entries.entries(), language);
        return new RenderedPlans.Answer(request.tenantId(), entries.version(), rendered(plan, format, language));
    }

    private CaseEntries entries(Optional<Caller> caller, UUID tenant) {
        return caller.map(person -> own.concerning(person, tenant)).orElse(CaseEntries.NONE);
    }

    private byte[] rendered(Guidance plan, GuidanceFormat format, Locale language) throws JsonProcessingException {
        return switch (format) {
            case JSON -> json.writeValueAsBytes(plan);
            case MARKDOWN -> bytes(Markdown.of(GuidanceDocument.of(plan, language)));
            case HTML -> bytes(Html.of(GuidanceDocument.of(plan, language)));
            case TEXT -> bytes(PlainText.of(GuidanceDocument.of(plan, language)));
            case CSV -> bytes(Csv.of(GuidanceDocument.exclusions(plan, language)));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
