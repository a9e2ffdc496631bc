/// Who may ask, how often, and from where: [Gatekeeper] decides before any feature sees a call.
@NullMarked
package dev.eidetic.server.security;

import org.jspecify.annotations.NullMarked;
