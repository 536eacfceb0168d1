package io.firewitness.knowledge.content;

import java.util.List;

/** All content of one release, in the order of the files. Immutable. */
public record Content(
        List<Source> sources,
        List<Component> components,
        List<Product> products,
        List<Port> ports,
        List<ErrorText> errors,
        List<Vendor> vendors,
        List<Article> articles,
        List<Guide> guides,
        List<Recipe> recipes,
        List<Contradiction> contradictions) {
    public Content {
        sources = List.copyOf(sources);
        components = List.copyOf(components);
        products = List.copyOf(products);
        ports = List.copyOf(ports);
        errors = List.copyOf(errors);
        vendors = List.copyOf(vendors);
        articles = List.copyOf(articles);
        guides = List.copyOf(guides);
        recipes = List.copyOf(recipes);
        contradictions = List.copyOf(contradictions);
    }
}
