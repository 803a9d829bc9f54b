import type { Auth } from "@/lib/auth";
import { HOME, pageLabel } from "@/lib/routes";

const reasons = {
  idle: "You were logged out because you were inactive.",
  expired: "You were logged out because your session was too old.",
  revoked: "You were logged out from another device or by a password change.",
  unbound:
    "This browser could not show that it is the device you logged in with. Try the page again in a moment, or log in again.",
} as const;

/** Why the visitor sees the login page, which leads to `target`. */
export function explanation(auth: Auth, target: string): string {
  switch (auth.status) {
    case "unavailable":
      return "Our database does not answer, so you cannot log in right now. Try again soon.";
    case "user":
      return target === HOME || auth.session.fresh
        ? `You are logged in as ${auth.user.name}.`
        : `${auth.user.name}, log in again to continue to ${pageLabel(target)}.`;
    case "guest": {
      const invitation = target === HOME ? "Welcome back." : `Log in to see ${pageLabel(target)}.`;
      return auth.reason ? `${reasons[auth.reason]} ${invitation}` : invitation;
    }
  }
}
