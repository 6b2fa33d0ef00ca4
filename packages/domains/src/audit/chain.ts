import { createHash, randomBytes } from 'node:crypto';

/** A part of an entry that can be forgotten: the chain holds its digest, which tells nothing without the salt. */
export type Sealed = { salt: string; content: Readonly<Record<string, unknown>> };

/** What the chain holds of an entry, whatever is forgotten of it. */
export type Link = {
	number: number;
	at: Date;
	action: string;
	actorKind: string;
	memberId: string | null;
	staffId: string | null;
	targetKind: string;
	targetId: string;
	subjectId: string | null;
	/** The space it was done in. */
	spaceId?: string | null;
	actorDigest: string;
	detailsDigest: string;
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** JSON with the keys in order: the same text for the same value, also after the database has kept it. */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
	const parts = Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.toSorted(([one], [other]) => (one < other ? -1 : 1));
	return `{${parts.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

/** Seals what may have to be forgotten, with a salt that goes when it goes. */
export function sealPart(content: Readonly<Record<string, unknown>>): Sealed {
	return { salt: randomBytes(16).toString('base64url'), content };
}

/** What the chain holds of a part. */
export function digestOf({ salt, content }: Sealed): string {
	return sha256(canonical([salt, content]));
}

/** What the first entry of a community's log follows on: no part of another log fits in. */
export function beginningOf(communityId: string): string {
	return sha256(canonical(['kith audit', communityId]));
}

/** The hash of an entry that follows on `previous`. */
export function hashOf(link: Link, previous: string): string {
	const { number, at, action, actorKind, memberId, staffId, targetKind, targetId } = link;
	// Entries of before spaces were written down are hashed without one.
	const place = link.spaceId ? [link.spaceId] : [];
	return sha256(
		canonical([
			...[previous, number, at.toISOString(), action, actorKind, memberId, staffId],
			...[targetKind, targetId, link.subjectId, link.actorDigest, link.detailsDigest],
			...place,
		]),
	);
}
