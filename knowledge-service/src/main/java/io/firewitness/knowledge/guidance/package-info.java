/**
 * From a diagnosis to a plan: what to prove, exempt, verify or record, with the addresses of this case.
 * Begin with {@link io.firewitness.knowledge.guidance.GuidanceService}.
 */
package io.firewitness.knowledge.guidance;
