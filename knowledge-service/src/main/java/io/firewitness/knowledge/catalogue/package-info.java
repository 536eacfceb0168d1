/**
 * What can be looked up: products, versions, ports, error texts, vendors.
 * Begin at {@link io.firewitness.knowledge.catalogue.CatalogueResource}.
 */
package io.firewitness.knowledge.catalogue;
