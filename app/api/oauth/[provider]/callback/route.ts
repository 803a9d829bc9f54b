import { route } from "@/lib/http/api";
import { findProvider, redeemCode, takeAttempt } from "@/lib/auth/oauth/attempt";
import { linkToOwnAccount } from "@/lib/auth/oauth/link-attempt";
import { LoginRefused } from "@/lib/auth/oauth/login-refused";
import { openAccount } from "@/lib/auth/oauth/open-account";
import { completeLogin } from "@/lib/complete-login";
import { env } from "@/lib/env";
import { HOME } from "@/lib/routes";
import { flash } from "@/lib/session/flash";
import { reloadSameSite } from "../../reload-same-site";
import { seeOther } from "../../see-other";

const EXPIRED = "This login was used already or has expired. Try again.";

/** Ends a login at a provider. */
export const { GET, POST, PUT, PATCH, DELETE } = route<
  RouteContext<"/api/oauth/[provider]/callback">
>({
  GET: async (request, { params }) => {
    if (env().SESSION_COOKIE_SAMESITE === "strict") {
      const reload = reloadSameSite(request);
      if (reload) return reload;
    }
    const { provider: id } = await params;
    const attempt = await takeAttempt(request, id);
    return seeOther(request, attempt ?? { next: HOME, link: null }, async () => {
      if (!attempt) throw new LoginRefused("no_attempt", EXPIRED);
      const provider = findProvider(id);
      const claims = await redeemCode(request, provider, attempt);
      if (attempt.link !== null) {
        await flash("success", await linkToOwnAccount(attempt.link, provider, claims));
        return attempt.next;
      }
      const { message, ...verified } = await openAccount(provider, claims);
      const moved = await completeLogin(verified.user, verified);
      if (moved === false) throw new LoginRefused("account_changed", EXPIRED);
      await flash("success", message);
      if (moved) await flash("info", moved);
      return attempt.next;
    });
  },
});
