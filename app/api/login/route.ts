import { ApiError, json, readBody, route } from "@/lib/http/api";
import * as z from "zod";
import { authenticate, logInFields } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";

const body = logInFields.extend({ remember: z.boolean().optional() });

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const { remember, ...credentials } = await readBody(request, body);
    const verified = await authenticate(credentials);
    const options = verified && { ...verified, permanent: remember };
    if (!options || (await completeLogin(options.user, options)) === false) {
      throw new ApiError(401, "invalid_credentials", "The email address or password is wrong.");
    }
    return json({ user: options.user });
  },
});
