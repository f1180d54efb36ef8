/**
 * Security settings: what can be read of them, and what a person does in the provider's console. Applications start
 * with {@link dev.gangway.security.SecuritySettings}; vendors implement {@link dev.gangway.security.SecurityData}.
 */
@NullMarked
package dev.gangway.security;

import org.jspecify.annotations.NullMarked;
