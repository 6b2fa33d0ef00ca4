/** Where a second factor is shown again, or set up by who has none, and the way leads on to `next`. */
export function factorAddress(next: string): string {
	return `/settings/security/second-factor?next=${encodeURIComponent(next)}`;
}
