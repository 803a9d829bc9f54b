import { json, route } from "@/lib/http/api";
import { logOut } from "@/lib/auth";
import { flash } from "@/lib/session/flash";

// What a browser kept of a member's pages goes with the session (ASVS 5.0, 14.3.1).
const headers = { "Clear-Site-Data": '"cache"' };

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    await logOut();
    if (!request.headers.get("accept")?.includes("text/html"))
      return json(undefined, { status: 204, headers });
    await flash("info", "You are logged out.");
    return json(undefined, { status: 303, headers: { ...headers, Location: "/" } });
  },
});
