/** What somebody could do that is dangerous when they showed a second factor; the same for staff and for members. */
export function shownFor(schema: string): string[] {
	return [`alter table ${schema}.auth_sessions add column shown_for text`];
}
