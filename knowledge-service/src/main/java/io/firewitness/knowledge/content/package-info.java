/**
 * The content files as records, how they are read, and the rules they must keep. Knows no HTTP and no database.
 * Begin with {@link io.firewitness.knowledge.content.Content} and {@link io.firewitness.knowledge.content.ContentRules}.
 */
package io.firewitness.knowledge.content;
