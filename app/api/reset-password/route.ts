import { ApiError, json, readBody, route } from "@/lib/http/api";
import * as z from "zod";
import { LINK_EXPIRED } from "@/lib/auth/email/links";
import { resetPassword } from "@/lib/auth/email/reset-password";
import { newPasswordField } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";

const body = z.object({ token: z.string(), password: newPasswordField });

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const { token, password } = await readBody(request, body);
    const verified = await resetPassword(token, password);
    if (!verified || (await completeLogin(verified.user, verified)) === false) {
      throw new ApiError(410, "link_used_or_expired", LINK_EXPIRED);
    }
    return json({ user: verified.user });
  },
});
