import * as z from "zod";
import { ApiError, json, readBody, route } from "@/lib/http/api";
import { authenticate, logInFields } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";

const body = logInFields.extend({ remember: z.boolean().optional() });

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const { remember, ...credentials } = await readBody(request, body);
    const user = await authenticate(credentials);
    if (!user)
      throw new ApiError(
        401,
        "invalid_credentials",
        "The e-mail address or the password is not right.",
      );
    await completeLogin(user, { permanent: remember });
    return json({ user });
  },
});
