import { ApiError, json, route } from "@/lib/http/api";
import { endDevice } from "@/lib/auth/devices";
import { completeLogout, LOGOUT_HEADERS as headers } from "@/lib/complete-logout";
import { requireApiUser, requireFreshApiUser } from "../../api-user";
import { devices } from "../devices";

export const { GET, POST, PUT, PATCH, DELETE } = route<RouteContext<"/api/sessions/[id]">>({
  DELETE: async (_, { params }) => {
    const { id } = await params;
    if (id === (await requireApiUser()).session.id) {
      await completeLogout();
      return json({ sessions: [] }, { headers });
    }
    const { user, session } = await requireFreshApiUser();
    if (!(await endDevice(user, id, session.id))) {
      throw new ApiError(404, "unknown_session", "You have no such session.");
    }
    return json(await devices(user, session.id));
  },
});
