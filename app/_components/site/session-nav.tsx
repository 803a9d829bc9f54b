import { getAuth, type Auth } from "@/lib/auth";
import { getSession, type SessionData } from "@/lib/session";
import { DeviceBindingOffer } from "../session/device-binding-offer";
import { PendingMessages } from "../session/flash-messages";
import { renewSessionAction } from "../session/renew-session";
import { SessionTimeoutWarning } from "../session/session-timeout-warning";
import { timeLeft } from "../session/time-left-of";
import { accentColours, SealMark } from "../ui/seal-mark";
import { CartBadgeContent } from "./cart-badge"; // shop
import { HoverPrefetchLink, LayoutLink } from "./layout-link";

/** The session-aware part of the header, with pending messages: one dynamic section for all of it. */
export async function SessionNav() {
  const [auth, { accent }] = await Promise.all([getAuth(), getSession()]);
  const user = auth.status === "user" ? auth.user : null;
  return (
    <div data-section="header" className="flex items-center justify-between gap-x-5 sm:justify-end">
      <CartBadgeContent /> {/* shop */}
      <nav aria-label="Account" className="flex items-center gap-x-5">
        <AccountLinks auth={auth} accent={accent} />
      </nav>
      {auth.status === "user" && auth.session.offersBinding && <DeviceBindingOffer />}
      {auth.status !== "unavailable" && (
        <SessionTimeoutWarning
          userId={user?.id ?? ""}
          left={auth.status === "user" ? timeLeft(auth.session) : null}
          renew={user ? renewSessionAction : undefined}
        />
      )}
      <PendingMessages />
    </div>
  );
}

const initial = (name: string): string => [...name][0]?.toLocaleUpperCase() ?? "·";

function AccountLinks({
  auth,
  accent = "vermilion",
}: { auth: Auth } & Pick<SessionData, "accent">) {
  if (auth.status === "guest") {
    return (
      <>
        <LayoutLink href="/login" className="nav-link">
          Log in
        </LayoutLink>
        <LayoutLink href="/signup" className="nav-link">
          Sign up
        </LayoutLink>
      </>
    );
  }
  return (
    <>
      {auth.status === "unavailable" ? (
        <span role="status" className="text-sm text-muted-foreground">
          Account not available
        </span>
      ) : (
        <>
          <span className="flex max-w-40 items-center gap-2 font-medium">
            <SealMark
              letter={initial(auth.user.name)}
              className={`size-7 shrink-0 ${accentColours[accent]}`}
            />
            <span className="truncate max-sm:sr-only">{auth.user.name}</span>
          </span>
          <HoverPrefetchLink href="/account" className="nav-link">
            Account
          </HoverPrefetchLink>
        </>
      )}
      <LayoutLink href="/logout" className="nav-link">
        Log out
      </LayoutLink>
    </>
  );
}

/** A placeholder while the session is being read. Says nothing about it. */
export function SessionNavSkeleton() {
  return (
    <div data-waiting className="flex h-11 items-center justify-end gap-5" aria-hidden>
      <span className="skeleton h-5 w-14 max-sm:mr-auto" />
      <span className="skeleton h-5 w-14" />
      <span className="skeleton h-5 w-16" />
    </div>
  );
}
