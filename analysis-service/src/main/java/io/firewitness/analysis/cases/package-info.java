/**
 * Cases as people list them: what they are, where their analysis stands, what the verdict is.
 * Begin at {@link io.firewitness.analysis.cases.Cases}.
 */
package io.firewitness.analysis.cases;
