import { route } from "@/lib/http/api";
import { beginAttempt, findProvider } from "@/lib/auth/oauth/attempt";
import { LINK_PAGE, requireLinkingUser } from "@/lib/auth/oauth/link-attempt";
import { LoginRefused } from "@/lib/auth/oauth/login-refused";
import { isFromOtherSite } from "@/lib/http/csrf";
import { safeNext } from "@/lib/routes";
import { seeOther } from "../see-other";

/** Begins a login at a provider; with `link`, for the account of this session. */
export const { GET, POST, PUT, PATCH, DELETE } = route<RouteContext<"/api/oauth/[provider]">>({
  GET: async (request, { params }) => {
    const { searchParams } = request.nextUrl;
    const link = searchParams.get("link");
    const next = link === null ? safeNext(searchParams.get("next")) : LINK_PAGE;
    return seeOther(request, { next, link }, async () => {
      if (isFromOtherSite(request.headers)) {
        throw new LoginRefused(
          "cross_site",
          "Another site tried to log you in. Choose a login here.",
        );
      }
      if (link !== null) await requireLinkingUser(link);
      const provider = findProvider((await params).provider);
      return beginAttempt(request, provider, { next, link });
    });
  },
});
