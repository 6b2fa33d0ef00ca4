/** The address that leads to a provider and, from there, to where the visitor wanted to go. */
export function startHref(connectionId: string, { search }: { search: string }): string {
	const given = new URLSearchParams(search);
	const kept = new URLSearchParams();
	for (const key of ['next', 'invitation']) {
		const value = given.get(key);
		if (value) kept.set(key, value);
	}
	const query = kept.toString();
	return `/api/sso/${connectionId}/start${query ? `?${query}` : ''}`;
}
