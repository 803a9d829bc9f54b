import { json, route } from "@/lib/http/api";
import { getAuth } from "@/lib/auth";
import { offerRegistration } from "@/lib/auth/device-binding/binding";
import { isFromOtherSite } from "@/lib/http/csrf";

/** Asks the browser to register a key, once for each login. The header requests it: an action cannot set a response header. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async ({ headers: sent }) => {
    const auth = await getAuth();
    // Another site could use up the offer with a page that it leaves at once.
    const isDue = !isFromOtherSite(sent) && auth.status === "user" && auth.session.offersBinding;
    const challenge = isDue ? await offerRegistration(auth.session.id) : null;
    const offer = `(ES256);path="/api/device-binding/register";challenge="${challenge}"`;
    const headers = challenge ? { "Secure-Session-Registration": offer } : undefined;
    return json(undefined, { status: 204, headers });
  },
});
