package io.firewitness.knowledge.catalogue;

import io.firewitness.knowledge.Language;
import io.firewitness.knowledge.catalogue.Views.ErrorView;
import io.firewitness.knowledge.catalogue.Views.Items;
import io.firewitness.knowledge.catalogue.Views.PortView;
import io.firewitness.knowledge.catalogue.Views.ProductView;
import io.firewitness.knowledge.catalogue.Views.VendorView;
import io.firewitness.knowledge.content.ContentStore;
import io.firewitness.knowledge.content.ErrorText;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.Product;
import io.firewitness.knowledge.content.Statement;
import io.firewitness.knowledge.content.Vendor;
import io.firewitness.platform.identity.Role;
import io.firewitness.platform.problem.CommonProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1")
@Tag(name = "catalogue")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT, Role.PLATFORM_ADMIN})
@RunOnVirtualThread
class CatalogueResource {
    private final ContentStore store;

    CatalogueResource(ContentStore store) {
        this.store = store;
    }

    @GET
    @Path("products")
    @Operation(operationId = "listProducts", summary = "Products and the versions that KB2140 lists")
    public Response products(
            @QueryParam("lang") String asked,
            @HeaderParam("Accept-Language") String accepted,
            @Context Request request) {
        String language = Language.of(asked, accepted);
        return list("product", Product.class, product -> true, product -> view(product, language), language, request);
    }

    @GET
    @Path("products/{productId}")
    @Operation(operationId = "getProduct", summary = "One product")
    public ProductView product(
            String productId, @QueryParam("lang") String asked, @HeaderParam("Accept-Language") String accepted) {
        return store.all("product", Product.class).stream()
                .filter(product -> product.id().equals(productId))
                .map(product -> view(product, Language.of(asked, accepted)))
                .findFirst()
                .orElseThrow(CommonProblem.NOT_FOUND::exception);
    }

    @GET
    @Path("ports")
    @Operation(operationId = "listPorts", summary = "Ports that carry bulk data")
    public Response ports(
            @QueryParam("product") String product,
            @QueryParam("protocol") String protocol,
            @QueryParam("lang") String asked,
            @HeaderParam("Accept-Language") String accepted,
            @Context Request request) {
        String language = Language.of(asked, accepted);
        return list(
                "port",
                Port.class,
                port -> (product == null || port.products().contains(product))
                        && (protocol == null || port.protocols().contains(protocol)),
                port -> new PortView(
                        port.id(),
                        port.serviceClass(),
                        String.join(" + ", port.protocols()),
                        port.ports(),
                        port.products(),
                        port.fromVersion(),
                        port.purpose().in(language),
                        store.content().sourceOf(port)),
                language,
                request);
    }

    @GET
    @Path("errors")
    @Operation(
            operationId = "listErrors",
            summary = "Error texts and what they mean; with 'text', those found in that line")
    public Response errors(
            @QueryParam("text") String text,
            @QueryParam("lang") String asked,
            @HeaderParam("Accept-Language") String accepted,
            @Context Request request) {
        String language = Language.of(asked, accepted);
        return list(
                "error",
                ErrorText.class,
                error -> text == null || error.texts().stream().anyMatch(text::contains),
                error -> new ErrorView(
                        error.id(),
                        error.code(),
                        error.texts(),
                        error.meaning().in(language),
                        store.content().sourceOf(error)),
                language,
                request);
    }

    @GET
    @Path("vendors")
    @Operation(operationId = "listVendors", summary = "Vendors that KB2140 names")
    public Response vendors(
            @QueryParam("lang") String asked,
            @HeaderParam("Accept-Language") String accepted,
            @Context Request request) {
        String language = Language.of(asked, accepted);
        return list("vendor", Vendor.class, vendor -> true, vendor -> view(vendor, language), language, request);
    }

    @GET
    @Path("vendors/{vendorId}")
    @Operation(operationId = "getVendor", summary = "One vendor")
    public VendorView vendor(
            String vendorId, @QueryParam("lang") String asked, @HeaderParam("Accept-Language") String accepted) {
        return store.all("vendor", Vendor.class).stream()
                .filter(vendor -> vendor.id().equals(vendorId))
                .map(vendor -> view(vendor, Language.of(asked, accepted)))
                .findFirst()
                .orElseThrow(CommonProblem.NOT_FOUND::exception);
    }

    private ProductView view(Product product, String language) {
        return new ProductView(
                product.id(),
                product.name().in(language),
                product.versions(),
                store.content().sourceOf(product));
    }

    private VendorView view(Vendor vendor, String language) {
        return new VendorView(
                vendor.id(),
                vendor.name().in(language),
                vendor.note().in(language),
                store.content().sourceOf(vendor));
    }

    /** Answers depend on nothing but the content's version, the language and the address. */
    private <S extends Statement, V> Response list(
            String kind, Class<S> type, Predicate<S> filter, Function<S, V> view, String language, Request request) {
        String version = store.content().version();
        EntityTag tag = new EntityTag(version + "-" + language);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged == null) {
            List<V> items =
                    store.all(kind, type).stream().filter(filter).map(view).toList();
            unchanged = Response.ok(new Items<>(items, version));
        }
        return unchanged
                .tag(tag)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Accept-Language")
                .build();
    }
}
