import { ApiError, json, readBody, route } from "@/lib/api";
import { logIn } from "@/lib/auth";
import { createUser, signUpFields } from "@/lib/auth/people";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const user = await createUser(await readBody(request, signUpFields));
    if (!user) {
      const fields = { email: "This address has an account already." };
      throw new ApiError(422, "invalid", "Some of this is not as it should be.", { fields });
    }
    await logIn(user);
    return json({ user }, { status: 201 });
  },
});
