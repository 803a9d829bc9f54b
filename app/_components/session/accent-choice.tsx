import { accentColours, SealMark } from "@/app/_components/ui/seal-mark";
import { accents, type SessionData } from "@/lib/session/schema";

/** The colours for the mark beside the user's name, as radio buttons called `accent`. */
export function AccentChoice({ chosen = "vermilion" }: { chosen?: SessionData["accent"] }) {
  return (
    <fieldset>
      <legend className="text-sm font-medium">The colour of your seal</legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {accents.map((accent) => (
          <label
            key={accent}
            className="button button-quiet px-4 has-checked:border-ink has-checked:bg-sunken"
          >
            <input
              key={chosen}
              type="radio"
              name="accent"
              value={accent}
              defaultChecked={accent === chosen}
            />
            <SealMark letter="" className={`size-6 shrink-0 ${accentColours[accent]}`} />
            {accent}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
