type Owners = readonly { email: string | null }[];

/** How many are asked to accept a new version: owners are never held up, and who publishes has accepted. */
export function askedCount(active: number, owners: Owners, staff: { email: string }): number {
	const isOwner = owners.some(({ email }) => email === staff.email);
	return Math.max(0, active - owners.length - (isOwner ? 0 : 1));
}
