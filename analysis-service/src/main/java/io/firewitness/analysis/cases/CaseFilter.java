package io.firewitness.analysis.cases;

import java.util.UUID;

/**
 * What a list of cases is limited to; null means no limit.
 *
 * @param query part of number, title or tenant name
 */
record CaseFilter(String query, String verdictClass, String status, UUID tenant, String band) {}
