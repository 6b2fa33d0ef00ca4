import { digestOf, hashOf, sealPart, type Link, type Sealed } from './chain.ts';
import type { AuditNote } from './audit.schema.ts';
import { bounded, differing, discreet } from './redact.ts';

/** An entry as it is written; a part that was forgotten is null afterwards. */
export type EntryRow = Link & { actor: Sealed; details: Sealed; hash: string };

/** Who acted: `name` is told, the rest is held by the chain. */
export type Who = Pick<Link, 'actorKind' | 'memberId' | 'staffId'> & { name: string };

/** A note before its place in the log is known. */
export type Draft = {
	note: Omit<AuditNote, 'action'> & { action: string };
	who: Who;
	details: Readonly<Record<string, unknown>>;
};

/** Notes without those that changed nothing, with what may be kept of them. */
export function draftsOf<Note extends Draft['note']>(
	notes: readonly Note[],
	whoOf: (note: Note) => Who,
): Draft[] {
	return notes.flatMap((note) => {
		const change = differing(note.before, note.after);
		return change ? [{ note, who: whoOf(note), details: detailsOf(note, change) }] : [];
	});
}

/** Puts drafts behind the head of their log. Clocks of two processes may differ; a log's time never runs backwards. */
export function chained(
	drafts: readonly Draft[],
	head: { count: number; hash: string; at?: string | undefined },
	now: Date,
): EntryRow[] {
	let previous = head.hash;
	const at = head.at && new Date(head.at) > now ? new Date(head.at) : now;
	return drafts.map(({ note, who: { name, ...who }, details: told }, index) => {
		const { action, target } = note;
		const [actor, details] = [sealPart({ name }), sealPart(told)];
		const link = {
			...{ number: head.count + index + 1, at, action, ...who },
			...{ targetKind: target.kind, targetId: target.id, subjectId: target.memberId ?? null },
			...(target.spaceId && { spaceId: target.spaceId }),
			...{ actorDigest: digestOf(actor), detailsDigest: digestOf(details) },
		};
		previous = hashOf(link, previous);
		return { ...link, actor, details, hash: previous };
	});
}

function detailsOf(
	{ target, reason = '' }: Draft['note'],
	{ before, after }: NonNullable<ReturnType<typeof differing>>,
): Draft['details'] {
	return {
		label: discreet(target.label),
		before: bounded(before),
		after: bounded(after),
		reason: discreet(reason, 1000),
	};
}
