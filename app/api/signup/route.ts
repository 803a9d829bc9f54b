import { ApiError, json, readBody, route } from "@/lib/http/api";
import { createUser, signUpFields } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const created = await createUser(await readBody(request, signUpFields));
    if (!created) {
      const fields = { email: "This address already has an account." };
      throw new ApiError(422, "invalid", "Some fields are invalid.", { fields });
    }
    await completeLogin(created.user, created);
    return json({ user: created.user }, { status: 201 });
  },
});
