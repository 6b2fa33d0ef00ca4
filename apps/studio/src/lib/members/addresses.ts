import { Email } from '@kith/domains/identity/schema';

/** The most addresses one round of invitations takes. */
export const MOST_ADDRESSES = 10;

/** Takes pasted text apart into distinct addresses and into what is none. Accepts `Ann <ann@example.org>`. */
export function readAddresses(text: string): { emails: string[]; wrong: string[] } {
	const parts = text
		.replace(/[^<>,;\n]*<([^<>]*)>/g, '$1')
		.split(/[\s,;]+/)
		.filter(Boolean);
	const emails = new Set<string>();
	const wrong: string[] = [];
	for (const part of parts) {
		const read = Email.safeParse(part);
		if (read.success) emails.add(read.data);
		else wrong.push(part);
	}
	return { emails: [...emails], wrong };
}
