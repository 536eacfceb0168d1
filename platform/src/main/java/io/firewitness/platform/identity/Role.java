package io.firewitness.platform.identity;

/** Realm roles, as Keycloak writes them into {@code realm_access.roles}; constants, because annotations need them. */
public final class Role {
    /** Operates the installation; sees no case content. */
    public static final String PLATFORM_ADMIN = "platform-admin";
    /** Administers one provider. */
    public static final String PROVIDER_ADMIN = "provider-admin";
    /** Works on the cases of all tenants of one provider. */
    public static final String PROVIDER_ENGINEER = "provider-engineer";
    /** Sees the cases of one tenant. */
    public static final String TENANT_USER = "tenant-user";
    /** A machine, for example a ticket system, bound to one provider. */
    public static final String API_CLIENT = "api-client";
    /** Another service of this installation; may call {@code /internal} and nothing else. */
    public static final String SERVICE = "service";

    private Role() {}
}
