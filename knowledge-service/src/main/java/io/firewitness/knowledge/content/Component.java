package io.firewitness.knowledge.content;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A role in a backup infrastructure, an end of a connection.
 *
 * @param general the component that this one is a case of; rows of the port matrix that name it hold for this one too. Absent for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Component(String id, Localized name, String general) {}
