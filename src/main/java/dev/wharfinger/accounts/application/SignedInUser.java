package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Session;
import java.util.Optional;

/**
 * The user who opens an OAuth page.
 *
 * @param user with every scope
 * @param session empty if name and password were sent
 */
record SignedInUser(Caller.User user, Optional<Session> session) {}
