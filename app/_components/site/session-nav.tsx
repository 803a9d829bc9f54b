import { viewSession } from "@/lib/auth/session-view";
import { getSession } from "@/lib/session";
import { CartBadgeHere } from "./cart-badge"; // shop
import { WaitingMessages } from "../session/flash-messages";
import { IntentLink, LayoutLink } from "./layout-link";
import { SealMark, accentColours } from "../ui/seal-mark";
import { SessionTimeoutWarning } from "../session/session-timeout-warning";
import { stayLoggedIn } from "../session/stay-logged-in";

/** What the header knows about this browser's session, and the messages it has waiting: one hole for all of it. */
export async function SessionNav() {
  const [{ signedIn, user, session }, { wax = "vermilion" }] = await Promise.all([
    viewSession(),
    getSession(),
  ]);
  return (
    <div data-hole="header" className="flex items-center justify-between gap-x-5 sm:justify-end">
      <CartBadgeHere /> {/* shop */}
      <nav aria-label="Account" className="flex items-center gap-x-5">
        {signedIn === null ? (
          <>
            <span role="status" className="text-sm text-muted">
              Your account is out of reach
            </span>
            <LayoutLink href="/logout" className="nav-link">
              Log out
            </LayoutLink>
          </>
        ) : user ? (
          <>
            <span className="flex max-w-40 items-center gap-2 font-medium">
              <SealMark
                letter={initial(user.name)}
                className={`size-7 shrink-0 ${accentColours[wax]}`}
              />
              <span className="truncate max-sm:sr-only">{user.name}</span>
            </span>
            <IntentLink href="/account" className="nav-link">
              Account
            </IntentLink>
            <LayoutLink href="/logout" className="nav-link">
              Log out
            </LayoutLink>
          </>
        ) : (
          <>
            <LayoutLink href="/login" className="nav-link">
              Log in
            </LayoutLink>
            <LayoutLink href="/signup" className="nav-link">
              Sign up
            </LayoutLink>
          </>
        )}
      </nav>
      <WaitingMessages />
      {signedIn !== null && (
        <SessionTimeoutWarning
          who={user?.id ?? ""}
          ends={session}
          stay={user ? stayLoggedIn : undefined}
        />
      )}
    </div>
  );
}

const initial = (name: string): string => [...name][0]?.toLocaleUpperCase() ?? "·";

/** Keeps the place while the session is being read, and claims nothing about it. */
export function SessionNavWaiting() {
  return (
    <div data-waiting className="flex h-11 items-center justify-end gap-5" aria-hidden>
      <span className="skeleton h-5 w-14 max-sm:mr-auto" />
      <span className="skeleton h-5 w-14" />
      <span className="skeleton h-5 w-16" />
    </div>
  );
}
