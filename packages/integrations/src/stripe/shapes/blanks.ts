import { shapeOf } from './shapes.ts';
import { ANSWERS, type AnswerKind } from './wanted.ts';

const blanks = new Map<AnswerKind, Readonly<Record<string, unknown>>>();

/** Null for every field of an object that an answer always shows and that may be null; nothing here is live. */
export function blankOf(kind: AnswerKind): Readonly<Record<string, unknown>> {
	let blank = blanks.get(kind);
	if (blank === undefined) {
		const fields: Record<string, unknown> = { id: '', object: kind };
		for (const [name, { optional, value }] of shapeOf(ANSWERS[kind]))
			if (name === 'livemode') fields[name] = false;
			else if (name === 'created') fields[name] = 0;
			else if (!optional && value.nullable) fields[name] = null;
		// Parsed again: an object that grew key by key is slow to copy, and these are copied for everything made.
		blank = JSON.parse(JSON.stringify(fields)) as Record<string, unknown>;
		blanks.set(kind, blank);
	}
	return blank;
}
