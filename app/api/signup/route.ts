import { ApiError, json, readBody, route } from "@/lib/http/api";
import { createUser, signUpFields } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const user = await createUser(await readBody(request, signUpFields));
    if (!user) {
      const fields = { email: "This address has an account already." };
      throw new ApiError(422, "invalid", "Some of this is not as it should be.", { fields });
    }
    await completeLogin(user);
    return json({ user }, { status: 201 });
  },
});
