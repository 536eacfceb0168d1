/**
 * What a provider knows besides the published content: notes, its own devices, and what is different for one of its tenants; with
 * history, and never visible to another provider. Begin at {@link io.firewitness.knowledge.own.OwnKnowledge}.
 */
package io.firewitness.knowledge.own;
