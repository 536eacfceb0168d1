package io.firewitness.knowledge.guidance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A diagnosis, or those of its parts that guidance depends on. Everything else in it is ignored. */
@JsonIgnoreProperties(ignoreUnknown = true)
record GuidanceRequest(@Valid @NotNull Diagnosis diagnosis) {
    private static final int MAX_CONNECTIONS = 10_000;

    /** See the diagnosis document. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Diagnosis(
            @Valid @NotNull Verdict verdict,
            @Valid @Size(max = MAX_CONNECTIONS) List<Connection> connections) {}

    /** The class that the plan is for. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Verdict(
            @NotNull @Size(max = 60) @JsonProperty("class") String verdictClass) {}

    /** A connection; only cut ones ask for an exclusion. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Connection(
            @Valid @NotNull Endpoint client,
            @Valid @NotNull Endpoint server,
            @Size(max = 10) String transport,
            @Size(max = 60) String serviceClass,
            @Valid Verdict verdict,
            Object kill) {}

    /** An address as the capture shows it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Endpoint(
            @NotNull @Pattern(regexp = "[0-9A-Fa-f:.%a-z]{2,64}")
            String address,

            int port) {}
}
