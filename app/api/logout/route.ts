import { json, route } from "@/lib/http/api";
import { completeLogout, LOGOUT_HEADERS as headers } from "@/lib/complete-logout";
import { flash } from "@/lib/session/flash";

const INCOMPLETE =
  "You are logged out in this browser. Our database did not answer, so a copy of this session would still work: " +
  "log in later and end it under Devices.";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const isRevoked = await completeLogout();
    if (!request.headers.get("accept")?.includes("text/html")) {
      return json(undefined, { status: 204, headers });
    }
    if (isRevoked) await flash("info", "You are logged out.");
    else await flash("warning", INCOMPLETE);
    return json(undefined, { status: 303, headers: { ...headers, Location: "/" } });
  },
});
