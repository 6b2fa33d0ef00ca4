import { Email } from '@kith/domains/identity/schema';

export const MAX_INVITES = 10;

/** The addresses in a text such as `Ada <ada@x.org>, ben@x.org`, in lower case, each once. */
export function splitAddresses(text: string): string[] {
	const found = text
		.split(/[,;\n>]/)
		.flatMap((part) => part.slice(part.lastIndexOf('<') + 1).split(/\s+/u))
		.map((part) => part.toLowerCase())
		.filter((part) => part !== '');
	return [...new Set(found)];
}

/** Whether mail can be sent to `address` as far as its shape tells. */
export function isAddress(address: string): boolean {
	return Email.safeParse(address).success;
}
