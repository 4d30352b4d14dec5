package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Session;
import java.util.Optional;

/**
 * Who opens an OAuth page.
 *
 * @param user with every scope
 * @param session empty for who sent name and password along
 */
record Visitor(Caller.User user, Optional<Session> session) {}
