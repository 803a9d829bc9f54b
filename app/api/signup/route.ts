import { ApiError, json, readBody, route } from "@/lib/api";
import { createUser, signUpFields } from "@/lib/auth/people";
import { welcome } from "@/lib/welcome";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const user = await createUser(await readBody(request, signUpFields));
    if (!user) {
      const fields = { email: "This address has an account already." };
      throw new ApiError(422, "invalid", "Some of this is not as it should be.", { fields });
    }
    await welcome(user);
    return json({ user }, { status: 201 });
  },
});
