/** Does the work that a realm under attack asks a browser for; returns what the server wants to see of it. */
export async function solveProof(challenge: Record<string, unknown>): Promise<string> {
	const [{ solveChallenge }, { deriveKey }] = await Promise.all([
		import('altcha-lib'),
		import('altcha-lib/algorithms/web/pbkdf2'),
	]);
	const solution = await solveChallenge({ challenge: challenge as never, deriveKey });
	return btoa(JSON.stringify({ challenge, solution }));
}

/** Adds to a form the work that this browser is asked for, if any: it is done when the form is sent. */
export async function addProof(
	data: FormData,
	challenge: Record<string, unknown> | null,
): Promise<void> {
	if (challenge) data.set('proof', await solveProof(challenge));
}
