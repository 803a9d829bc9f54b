import { json, route } from "@/lib/http/api";
import { proveDevice } from "@/lib/auth/device-binding/binding";
import { instructions, SESSION_IDENTIFIER } from "../instructions";

/**
 * The browser proves its key, and gets the cookie for another ten minutes. The answers 302, 400, 401, 404, 429 and 403 without
 * a challenge would make it drop the key for good. It also asks when a link on another site leads here, without cookies.
 */
export const { GET, POST, PUT, PATCH, DELETE } = route(
  {
    POST: async ({ headers, nextUrl }) => {
      const key = nextUrl.searchParams.get("key") ?? "";
      const proof = await proveDevice(key, headers.get("secure-session-response") ?? "");
      if (proof === "proven") return instructions(key);
      if (proof === "ended")
        return json({ session_identifier: SESSION_IDENTIFIER, continue: false });
      const challenge = `"${proof.challenge}";id="${SESSION_IDENTIFIER}"`;
      return json(undefined, { status: 403, headers: { "Secure-Session-Challenge": challenge } });
    },
  },
  { allowsAnySite: true },
);
