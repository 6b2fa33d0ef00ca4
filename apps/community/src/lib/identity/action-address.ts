/** The address of a form action that keeps what the page's own address says: where to go next, which invitation, which step. */
export function actionAddress(name: string, { search }: { search: string }): string {
	const given = new URLSearchParams(search);
	const kept = new URLSearchParams();
	for (const key of ['next', 'invitation', 'step']) {
		const value = given.get(key);
		if (value) kept.set(key, value);
	}
	const query = kept.toString();
	if (name === '') return query ? `?${query}` : '?';
	return `?/${name}${query ? `&${query}` : ''}`;
}
