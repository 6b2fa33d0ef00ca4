/** What went wrong with a call and what to do about it; the texts are loaded with the first failure. */
export async function explain(error: unknown): Promise<string> {
	const [{ failureOf }, { failureText }] = await Promise.all([
		import('@kith/client/failure'),
		import('./failure-text.ts'),
	]);
	return failureText(failureOf(error));
}
