/**
 * The diagnosis document, schema {@code firewitness.diagnosis/1}, as immutable records.
 *
 * <p>Component names are the JSON members, except where {@link io.firewitness.engine.document.Member} says otherwise. A
 * component that is {@code null} is written as JSON null. Begin at {@link io.firewitness.engine.document.Diagnosis}.
 */
package io.firewitness.engine.document;
