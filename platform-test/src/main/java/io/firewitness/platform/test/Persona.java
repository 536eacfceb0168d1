package io.firewitness.platform.test;

import io.firewitness.platform.identity.Role;
import java.util.UUID;

/** The people and machines of the tests; the same as in the demo realm. */
public enum Persona {
    /** Engineer of provider Northlight Backup. */
    MIKA("Mika Sato", Role.PROVIDER_ENGINEER, Organization.NORTHLIGHT),
    /** Administrator of provider Northlight Backup. */
    NORA("Nora Lind", Role.PROVIDER_ADMIN, Organization.NORTHLIGHT),
    /** User of tenant Aoba Foods, a customer of Northlight. */
    AIKO("Aiko Tanaka", Role.TENANT_USER, Organization.AOBA),
    /** User of tenant Mori Logistics, another customer of Northlight. */
    KEN("Ken Mori", Role.TENANT_USER, Organization.MORI),
    /** Engineer of provider Southgate Cloud. */
    SVEN("Sven Berg", Role.PROVIDER_ENGINEER, Organization.SOUTHGATE),
    /** Operates the installation; belongs to no provider. */
    PAT("Pat Reed", Role.PLATFORM_ADMIN, null),
    /** Another service. */
    SERVICE("service", Role.SERVICE, null);

    private final String displayName;
    private final String role;
    private final Organization organization;

    Persona(String displayName, String role, Organization organization) {
        this.displayName = displayName;
        this.role = role;
        this.organization = organization;
    }

    public String displayName() {
        return displayName;
    }

    public String role() {
        return role;
    }

    /** Null for personas without one. */
    public Organization organization() {
        return organization;
    }

    /** The Keycloak organizations of the tests. */
    public enum Organization {
        NORTHLIGHT("Northlight Backup", "10000000-0000-4000-8000-000000000001", null),
        SOUTHGATE("Southgate Cloud", "10000000-0000-4000-8000-000000000002", null),
        AOBA("Aoba Foods", "20000000-0000-4000-8000-000000000001", NORTHLIGHT),
        MORI("Mori Logistics", "20000000-0000-4000-8000-000000000002", NORTHLIGHT),
        /** Nobody of it appears; its cases are what {@code sven} sees. */
        RIVA("Riva Media", "20000000-0000-4000-8000-000000000003", SOUTHGATE);

        private final String title;
        private final UUID id;
        private final Organization provider;

        Organization(String title, String id, Organization provider) {
            this.title = title;
            this.id = UUID.fromString(id);
            this.provider = provider;
        }

        public String title() {
            return title;
        }

        public UUID id() {
            return id;
        }

        /** The provider of a tenant; null for a provider. */
        public Organization provider() {
            return provider;
        }
    }
}
