/** Does the work that a community under attack asks a browser for; returns what the server wants to see of it. */
export async function solveProof(challenge: Record<string, unknown>): Promise<string> {
	const [{ solveChallenge }, { deriveKey }] = await Promise.all([
		import('altcha-lib'),
		import('altcha-lib/algorithms/web/pbkdf2'),
	]);
	const solution = await solveChallenge({ challenge: challenge as never, deriveKey });
	return btoa(JSON.stringify({ challenge, solution }));
}
