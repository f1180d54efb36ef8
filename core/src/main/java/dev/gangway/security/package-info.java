/**
 * Security settings: what can be read of them, and what a person does in the provider's console. Vendors implement
 * {@link dev.gangway.security.SecurityData}.
 */
@NullMarked
package dev.gangway.security;

import org.jspecify.annotations.NullMarked;
