import { boundCookie } from "@/lib/auth/device-binding/binding-cookies";
import { json } from "@/lib/http/api";
import { cookieStore } from "@/lib/session/cookie-store";
import { SealedCookie } from "@/lib/session/sealed-cookie";

/** One for each browser: the registration of a later login replaces the earlier one. */
export const SESSION_IDENTIFIER = "session";

/** Files are the same for everyone, so they need not wait for a proof. */
const FILES = ["/_next/static", "/assets"];

/** Sets the cookie that the browser keeps alive, and says how (W3C “Device Bound Session Credentials”, 8.6). */
export async function instructions(key: string): Promise<Response> {
  await cookieStore.change(boundCookie, () => key);
  const [, ...attributes] = SealedCookie.serialize(boundCookie, "").split("; ");
  const excluded = FILES.map((path) => ({ type: "exclude", domain: "*", path }));
  return json({
    session_identifier: SESSION_IDENTIFIER,
    refresh_url: `/api/device-binding/refresh?key=${key}`,
    scope: { include_site: false, scope_specification: excluded },
    credentials: [
      {
        type: "cookie",
        name: SealedCookie.wireName(boundCookie),
        attributes: attributes.join("; "),
      },
    ],
    // Otherwise a link from another site arrives without the cookie.
    allowed_refresh_initiators: ["*"],
  });
}
