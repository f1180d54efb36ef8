/**
 * Acting as a user: reading what somebody on the team has, as they see it. Vendors implement
 * {@link dev.gangway.userdata.UserDataAccess}.
 */
@NullMarked
package dev.gangway.userdata;

import org.jspecify.annotations.NullMarked;
