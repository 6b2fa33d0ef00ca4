import type { PublicAction } from './public-log.schema.ts';

type Given = {
	action: PublicAction;
	reason: string;
	/** Whether the reader may read the post now that it stood at. */
	isInReach: boolean;
	/** Of who acted and whose it was: what they are called. */
	names: readonly string[];
	/** What the thing was called, or how it began. */
	label: string;
};

/** Shorter parts of a name are words of their own. */
const SHORTEST = 3;

/**
 * A reason as everybody may read it: one that was written for all to read, beside a comment that is gone or a post that
 * is closed. Null for one that was told to somebody, and for one that names anybody or quotes what is gone.
 */
export function wordsFor({ action, reason, isInReach, names, label }: Given): string | null {
	const isForAll = action === 'comments.removed' || action === 'posts.locked';
	if (!isForAll || !isInReach || reason === '' || reason.includes('@')) return null;
	const text = plain(reason);
	const words = new Set(text.split(NO_WORD));
	const parts = names.flatMap((name) => plain(name).split(NO_WORD)).filter(isLong);
	const whole = [...names, label]
		.map((one) => plain(one).trim())
		.filter(({ length }) => length > 1);
	// Rather one too many is kept back: a short name is in other words, too.
	const isNamed = whole.some((one) => text.includes(one)) || parts.some((one) => words.has(one));
	return isNamed ? null : reason;
}

const NO_WORD = /[^\p{L}\p{M}\p{N}]+/u;
const isLong = (text: string) => text.length >= SHORTEST;
const plain = (text: string) => text.normalize('NFKC').toLowerCase();
