package dev.wharfinger.application;

import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Session;
import java.util.Optional;

/**
 * Who opens an OAuth page.
 *
 * @param user with every scope
 * @param session empty for who sent name and password along
 */
record Visitor(Caller.User user, Optional<Session> session) {}
