import { ApiError, json, readBody, route } from "@/lib/http/api";
import * as z from "zod";
import { confirmEmail, LINK_REFUSED } from "@/lib/auth/email/confirm-email";

const body = z.object({ token: z.string() });

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const { token } = await readBody(request, body);
    const email = await confirmEmail(token);
    if (!email) throw new ApiError(410, "link_used_or_expired", LINK_REFUSED);
    return json({ email });
  },
});
