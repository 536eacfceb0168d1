/**
 * A page laid out without a format, and its renderings as Markdown, HTML, plain text and CSV. Knows nothing of guidance.
 * Begin with {@link io.firewitness.knowledge.document.Document}.
 */
package io.firewitness.knowledge.document;
