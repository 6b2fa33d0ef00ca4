/** The address of the log narrowed to a kind and a space; what was done to members was done in none. */
export function logHref(kind: string | null, space: string): string {
	const query = new URLSearchParams();
	if (kind) query.set('kind', kind);
	if (space && kind !== 'members') query.set('space', space);
	return query.size > 0 ? `/moderation-log?${query.toString()}` : '/moderation-log';
}
