/**
 * Analytics: how a team used its plan over time. Everything is made of what the capabilities for activity, licenses and people read, so vendors
 * implement nothing more for it. Start with {@link dev.gangway.analytics.Analytics}.
 */
@NullMarked
package dev.gangway.analytics;

import org.jspecify.annotations.NullMarked;
