/** Options for a passkey dialog, as the server made them. */
type Options = Record<string, unknown>;

/** What came of asking: the answer as text for the server, or why there is none. */
export type PasskeyOutcome =
	| { answer: string }
	| { problem: 'dismissed' | 'known_already' | 'failed' };

/** Whether this browser knows passkeys at all. */
export function knowsPasskeys(): boolean {
	return typeof window !== 'undefined' && typeof window.PublicKeyCredential === 'function';
}

/** Lets the browser make a passkey. The code for it is loaded with the first one. */
export async function makePasskey(options: Options): Promise<PasskeyOutcome> {
	const { startRegistration } = await import('@simplewebauthn/browser');
	return outcomeOf(startRegistration({ optionsJSON: options as never }));
}

/** Asks for one of the owner's passkeys. */
export async function askPasskey(options: Options): Promise<PasskeyOutcome> {
	const { startAuthentication } = await import('@simplewebauthn/browser');
	return outcomeOf(startAuthentication({ optionsJSON: options as never }));
}

/**
 * Offers passkeys among the suggestions of a field with `autocomplete="… webauthn"`, and waits until one is taken;
 * null where the browser cannot, or when it is asked in another way meanwhile.
 */
export async function offerPasskey(challenge: () => Promise<Options>): Promise<string | null> {
	const { browserSupportsWebAuthnAutofill, startAuthentication } =
		await import('@simplewebauthn/browser');
	if (!(await browserSupportsWebAuthnAutofill())) return null;
	const optionsJSON = (await challenge()) as never;
	const outcome = await outcomeOf(startAuthentication({ optionsJSON, useBrowserAutofill: true }));
	return 'answer' in outcome ? outcome.answer : null;
}

/** Takes back an offer that nobody has answered. */
export async function endOffer(): Promise<void> {
	const { WebAuthnAbortService } = await import('@simplewebauthn/browser');
	WebAuthnAbortService.cancelCeremony();
}

async function outcomeOf(asked: Promise<unknown>): Promise<PasskeyOutcome> {
	try {
		return { answer: JSON.stringify(await asked) };
	} catch (error) {
		const name = error instanceof Error ? error.name : '';
		if (name === 'InvalidStateError') return { problem: 'known_already' };
		return {
			problem: name === 'NotAllowedError' || name === 'AbortError' ? 'dismissed' : 'failed',
		};
	}
}
