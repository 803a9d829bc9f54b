import type { NextRequest } from "next/server";
import { getAuth } from "@/lib/auth";
import { explainRefusal } from "@/lib/auth/oauth/login-refused";
import { ownOrigin } from "@/lib/http/origin";
import { loginPath } from "@/lib/routes";
import { flash } from "@/lib/session/flash";

/**
 * Redirects to what `work` returns. Any error is a message on the login page; for a user who is about to link a login, on
 * the page where they began.
 */
export async function seeOther(
  request: NextRequest,
  { next, link }: Readonly<{ next: string; link: string | null }>,
  work: () => Promise<string | URL>,
): Promise<Response> {
  let target: string | URL;
  try {
    target = await work();
  } catch (error) {
    await flash("error", await explainRefusal(error));
    const auth = link === null ? null : await getAuth();
    target = auth?.status === "user" && auth.session.fresh ? next : loginPath(next);
  }
  const headers = {
    Location: new URL(target, ownOrigin(request)).href,
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
  return new Response(null, { status: 303, headers });
}
