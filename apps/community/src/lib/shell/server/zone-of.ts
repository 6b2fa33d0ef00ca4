/** The time zone that times are read and shown in here: the reader's own, else the community's, else UTC. */
export function zoneOf({ request: { viewer, face } }: App.Locals): string {
	return viewer?.timeZone ?? face.localization.timeZone ?? 'UTC';
}
