/** Publishes a content release to the database and keeps it ready to serve. Begin with {@link io.firewitness.knowledge.catalog.Publisher}. */
package io.firewitness.knowledge.catalog;
