import type { EmailEvent } from './mail-archive.ts';
import { bareAddress } from './wire-mail.ts';

/** What becomes of a mail to an address. */
export const FATES = [
	...(['delivered', 'opened', 'delayed', 'bounced', 'soft_bounced'] as const),
	...(['complained', 'failed', 'suppressed'] as const),
] as const;
export type Fate = (typeof FATES)[number];

/** The events of a mail with that fate, in their order. */
export const EVENTS_OF: Readonly<Record<Fate, readonly EmailEvent['type'][]>> = {
	delivered: ['sent', 'delivered'],
	opened: ['sent', 'delivered', 'opened'],
	delayed: ['sent', 'delivery_delayed'],
	bounced: ['sent', 'bounced'],
	soft_bounced: ['sent', 'bounced'],
	complained: ['sent', 'delivered', 'complained'],
	failed: ['failed'],
	suppressed: ['suppressed'],
};

/** Resend's own addresses for tests, each with any label behind a plus sign. */
const TEST_ADDRESS = /^(delivered|bounced|complained|suppressed)(?:\+[^@]*)?@resend\.dev$/;

/** Knows what becomes of each address: what a test or a developer said, or what the vendor's test addresses say. */
export class Fates {
	readonly #said = new Map<string, Fate>();

	/** From now on mail to `address` has this fate. */
	set(address: string, fate: Fate): void {
		this.#said.set(bareAddress(address), fate);
	}

	of(address: string): Fate {
		const bare = bareAddress(address);
		const test = TEST_ADDRESS.exec(bare)?.[1] as Fate | undefined;
		return this.#said.get(bare) ?? test ?? 'delivered';
	}
}
