import { ApiError, json, route } from "@/lib/http/api";
import { currentSession, logOut } from "@/lib/auth";
import { endDevice } from "@/lib/auth/devices";
import { freshMember, member } from "../../api-user";
import { devices } from "../devices";

type Context = RouteContext<"/api/sessions/[id]">;

export const { GET, POST, PUT, PATCH, DELETE } = route<Context>({
  DELETE: async (_, { params }) => {
    const { id } = await params;
    const user = await member();
    if (id === (await currentSession())) {
      await logOut();
      return json({ sessions: [] });
    }
    await freshMember();
    if (!(await endDevice(user, id)))
      throw new ApiError(404, "unknown_session", "You have no such session.");
    return json(await devices(user));
  },
});
