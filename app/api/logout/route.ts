import { json, route } from "@/lib/http/api";
import { completeLogout, flashLogout, LOGOUT_HEADERS as headers } from "@/lib/complete-logout";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const isRevoked = await completeLogout();
    if (!request.headers.get("accept")?.includes("text/html")) {
      return json(undefined, { status: 204, headers });
    }
    await flashLogout(isRevoked);
    return json(undefined, { status: 303, headers: { ...headers, Location: "/" } });
  },
});
