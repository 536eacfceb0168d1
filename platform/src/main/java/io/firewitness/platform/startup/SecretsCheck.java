package io.firewitness.platform.startup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Outside the local mode no secret may be one that everybody can read in the repository.
 * Demo secrets all carry {@link #DEMO_MARK} and every setting that is named like a secret is looked at, so neither a new secret
 * nor a new setting can be forgotten here.
 */
@ApplicationScoped
class SecretsCheck implements StartupCheck {
    /** Every secret of the local stack contains this text; no other secret may. */
    static final String DEMO_MARK = "firewitness-demo";

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|credential|private-key|token).*");

    private final Mode mode;
    private final Config values;

    SecretsCheck(@ConfigProperty(name = "firewitness.mode") Mode mode, Config values) {
        this.mode = mode;
        this.values = values;
    }

    @Override
    public List<String> findings() {
        if (mode == Mode.LOCAL) {
            return List.of();
        }
        TreeSet<String> names = new TreeSet<>();
        values.getPropertyNames().forEach(name -> {
            if (SECRET.matcher(name).matches()
                    && value(name).filter(text -> text.contains(DEMO_MARK)).isPresent()) {
                names.add(name);
            }
        });
        List<String> findings = new ArrayList<>();
        for (String name : names) {
            findings.add("The setting " + name + " is a demo secret that anyone can read; set your own,"
                    + " or FIREWITNESS_MODE=local on a machine of your own.");
        }
        return findings;
    }

    /** Empty also for a value that refers to a setting which does not exist; whoever needs it will say so. */
    private Optional<String> value(String name) {
        try {
            return values.getOptionalValue(name, String.class);
        } catch (NoSuchElementException unresolved) {
            return Optional.empty();
        }
    }
}
