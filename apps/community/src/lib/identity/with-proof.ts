/** Adds to a form the work that this browser is asked for, if any: it is done when the form is sent. */
export async function addProof(
	data: FormData,
	challenge: Record<string, unknown> | null,
): Promise<void> {
	if (!challenge) return;
	const { solveProof } = await import('@kith/client/proof-of-work');
	data.set('proof', await solveProof(challenge));
}
