import { createHash } from 'node:crypto';
import type { OutboxEvent } from '@kith/db/outbox';
import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { DOWN } from '../reactions/reactions.schema.ts';
import {
	authorOf,
	authorsAround,
	boughtAt,
	joinedAtOf,
	reactionAt,
	targetAuthor,
} from './facts.queries.ts';
import type { Kind } from './facts.ts';

/**
 * Who did what, and to whom, before it is asked what may be kept of that. Where what was done has a row of its own, the
 * fact is named and dated after that: then what an event tells and what `backfill` finds are one.
 */
export type Deed = {
	id?: string;
	at?: Date;
	memberId: string | null;
	targetId: string | null;
	targetMemberId: string | null;
	spaceId: string | null;
	session: string | null;
	details: Record<string, unknown>;
};

/** The id of a fact that follows from what it is about; the database makes the same of the same words. */
export const factId = (words: string): string =>
	createHash('md5')
		.update(words)
		.digest('hex')
		.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

type Payload = Readonly<Record<string, unknown>>;
type Reader = (
	ctx: CommunityContext,
	payload: Payload,
	known: Deed,
	event: OutboxEvent,
) => Promise<Deed | null> | Deed | null;

/** What an event tells of; null for what does not count after all. */
// authorize: what members do is counted whoever they are.
export async function deedOf(
	ctx: CommunityContext,
	kind: Kind,
	event: OutboxEvent,
): Promise<Deed | null> {
	const { payload, actor } = event;
	const targets = ['commentId', 'postId', 'documentId', 'membershipId', 'subjectId'];
	const known: Deed = {
		memberId: textIn(payload, 'memberId') ?? memberIdOf(actor),
		targetId: targets.map((name) => textIn(payload, name)).find((id) => id !== null) ?? null,
		...{ targetMemberId: textIn(payload, 'targetId'), spaceId: textIn(payload, 'spaceId') },
		...{ session: textIn(payload, 'session'), details: {} },
	};
	const reader = READERS[kind];
	return reader ? reader(ctx, payload, known, event) : known;
}

const READERS: Partial<Record<Kind, Reader>> = {
	post,
	comment,
	reaction,
	joined,
	paid,
	visit: (_, __, known, { occurredAt }) => {
		const at = new Date(occurredAt);
		at.setUTCMinutes(0, 0, 0);
		return { ...known, at, id: factId(`visit ${known.memberId} ${at.getTime() / 1000}`) };
	},
	origin: (_, payload, known) => ({ ...known, details: { origin: payload['origin'] } }),
};

async function post(ctx: CommunityContext, _: Payload, known: Deed): Promise<Deed> {
	const row = await authorOf(ctx.db, known.targetId ?? '').executeTakeFirst();
	return row
		? { ...known, ...named(known.targetId), at: row.createdAt, memberId: row.authorId }
		: known;
}

async function comment(ctx: CommunityContext, _: Payload, known: Deed): Promise<Deed> {
	const row = await authorsAround(ctx.db, known.targetId ?? '').executeTakeFirst();
	if (!row) return known;
	const { authorId, answered, createdAt } = row;
	return {
		...{ ...known, ...named(known.targetId), at: createdAt, memberId: authorId },
		targetMemberId: answered,
	};
}

async function reaction(ctx: CommunityContext, payload: Payload, known: Deed): Promise<Deed> {
	const [subjectId, memberId] = [textIn(payload, 'subjectId') ?? '', known.memberId ?? ''];
	const emoji = textIn(payload, 'emoji') ?? '';
	const isComment = payload['subjectKind'] === 'comment';
	// A vote down is something that was done, and nothing that was given to anybody.
	const target =
		emoji === DOWN ? null : await targetAuthor(ctx.db, subjectId, isComment).executeTakeFirst();
	const row = await reactionAt(ctx.db, { subjectId, memberId, emoji }).executeTakeFirst();
	return {
		...{ ...known, targetId: subjectId, targetMemberId: target?.authorId ?? null },
		...(row && { at: row.createdAt, id: factId(`reaction ${subjectId}${memberId}${emoji}`) }),
	};
}

async function joined(ctx: CommunityContext, payload: Payload, known: Deed): Promise<Deed> {
	const row = await joinedAtOf(ctx.db, known.memberId ?? '').executeTakeFirst();
	return {
		...{ ...known, details: textIn(payload, 'invitationId') ? { invited: true } : {} },
		...(row && { at: row.joinedAt, id: factId(`joined ${known.memberId}`) }),
	};
}

async function paid(ctx: CommunityContext, payload: Payload, known: Deed): Promise<Deed | null> {
	if (payload['source'] !== 'purchase') return null;
	const row = await boughtAt(ctx.db, known.targetId ?? '').executeTakeFirst();
	return row ? { ...known, ...named(known.targetId), at: row.createdAt } : known;
}

const named = (id: string | null) => (id ? { id } : {});

function textIn(payload: Payload, name: string): string | null {
	const value = payload[name];
	return typeof value === 'string' ? value : null;
}
