/**
 * Diagnoses: stored as the engine wrote them, and broken down into rows that can be searched.
 * Begin at {@link io.firewitness.analysis.diagnosis.DiagnosisStore}.
 */
package io.firewitness.analysis.diagnosis;
