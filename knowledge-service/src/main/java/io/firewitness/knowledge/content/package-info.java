/**
 * The content files: read, checked and loaded into the database.
 * Begin at {@link io.firewitness.knowledge.content.Content}.
 */
package io.firewitness.knowledge.content;
