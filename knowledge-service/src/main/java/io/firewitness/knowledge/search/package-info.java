/**
 * Finding statements by words of either language. The database ranks; the words are cut here, as PostgreSQL has no parser for
 * Japanese. Begin with {@link io.firewitness.knowledge.search.Search}.
 */
package io.firewitness.knowledge.search;
