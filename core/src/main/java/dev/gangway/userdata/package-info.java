/**
 * Acting as a user: reading what somebody on the team has, as they see it. Applications start with
 * {@link dev.gangway.userdata.ActingAsUser}; vendors implement {@link dev.gangway.userdata.UserDataAccess}. It is access to data and no
 * sign-in, and it reads only.
 */
@NullMarked
package dev.gangway.userdata;

import org.jspecify.annotations.NullMarked;
