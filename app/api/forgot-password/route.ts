import { ApiError, json, readBody, route } from "@/lib/http/api";
import * as z from "zod";
import { requestPasswordReset, RESET_REQUESTED } from "@/lib/auth/email/reset-password";
import { emailField } from "@/lib/auth/users";
import { isMailOn, MAIL_OFF } from "@/lib/mail/transport";

const body = z.object({ email: emailField });

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const { email } = await readBody(request, body);
    if (!isMailOn()) throw new ApiError(404, "mail_off", MAIL_OFF);
    await requestPasswordReset(email);
    return json({ message: RESET_REQUESTED }, { status: 202 });
  },
});
