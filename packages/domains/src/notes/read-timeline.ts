import * as z from 'zod';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, encodeCursor } from '@kith/kernel/pages';
import { entriesAbout } from '../audit/index.ts';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { hiddenMembers } from '../permissions/hidden-members.ts';
import { excerptOf, veilExcerpts, veilMentions } from '../rich-text/index.ts';
import {
	acceptancesBy,
	commentsBy,
	joiningOf,
	notesAbout,
	postsBy,
	type Stretch,
} from './notes.queries.ts';
import {
	TIMELINE_KINDS,
	type ListTimeline,
	type Note,
	type TimelineEntry,
	type TimelineKind,
	type TimelinePage,
} from './notes.schema.ts';
import { authorOf } from './write-note.ts';

const Place = z.tuple([z.iso.datetime(), z.enum(TIMELINE_KINDS), z.string().max(40)]);
type Place = z.infer<typeof Place>;
/** A moment, a kind and a key say where an entry stands. */
type Told = { place: Place; entry: TimelineEntry };
type Joining = { id: string; status: string; at: Date };
type Source = (ctx: CommunityContext, asked: Stretch, member: Joining) => Promise<Told[]>;

const END = '9999-12-31T00:00:00.000Z';
const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * What is known of a member, newest first: notes, what staff did, what they wrote where the actor may read it, and when
 * they came. One statement for each kind, each bounded. Throws `members.not_found`.
 */
export async function listTimeline(
	ctx: CommunityContext,
	{ memberId, kinds, cursor, limit }: ListTimeline,
): Promise<TimelinePage> {
	ctx.authorize('read', 'Note');
	const member = await joiningOf(ctx.db, memberId).executeTakeFirst();
	if (!member) throw new NotFoundError('members.not_found');
	const after = decodeCursor(cursor, Place);
	const wanted =
		kinds.length > 0 ? TIMELINE_KINDS.filter((kind) => kinds.includes(kind)) : TIMELINE_KINDS;
	const parts = await Promise.all(
		wanted.map((kind) => {
			const before = beforeIn(kind, after);
			return SOURCES[kind](ctx, { memberId, before, limit: limit + 1 }, member);
		}),
	);
	const told = parts.flat().toSorted(newestFirst);
	const page = told.slice(0, limit);
	const last = told.length > limit ? page.at(-1) : undefined;
	return {
		items: page.map(({ entry }) => entry),
		nextCursor: last ? encodeCursor(last.place) : null,
	};
}

const rankOf = (kind: TimelineKind) => TIMELINE_KINDS.indexOf(kind);

/** Where a kind goes on after a place: kinds of one moment follow one another. */
function beforeIn(kind: TimelineKind, after: Place | null): Stretch['before'] {
	const [first, last] =
		kind === 'action' || kind === 'accepted' ? ['0', '2147483647'] : [FIRST, LAST];
	if (!after) return [END, last];
	const [at, where, key] = after;
	if (kind === where) return [at, key];
	return [at, rankOf(kind) < rankOf(where) ? first : last];
}

function newestFirst(one: Told, other: Told): number {
	const [at, kind, key] = one.place;
	const [otherAt, otherKind, otherKey] = other.place;
	if (at !== otherAt) return at < otherAt ? 1 : -1;
	if (kind !== otherKind) return rankOf(kind) - rankOf(otherKind);
	return key.length - otherKey.length || (key < otherKey ? 1 : -1);
}

const told = (entry: TimelineEntry, key: string): Told => ({
	place: [entry.at.toISOString(), entry.kind, key],
	entry,
});

const SOURCES: Readonly<Record<TimelineKind, Source>> = {
	async note(ctx, asked) {
		const rows = await notesAbout(ctx.db, asked).execute();
		return rows.map((row) => told(noteOf(ctx, row), row.id));
	},
	async action(ctx, asked) {
		const entries = await entriesAbout(ctx, asked);
		return entries.map((entry) =>
			told({ kind: 'action', at: entry.at, entry }, String(entry.number)),
		);
	},
	async accepted(ctx, asked) {
		const rows = await acceptancesBy(ctx.db, asked).execute();
		return rows.map(({ key, text, ...row }) => {
			const of = text === 'terms' ? ('terms' as const) : ('guidelines' as const);
			return told({ kind: 'accepted', text: of, ...row }, String(key));
		});
	},
	async comment(ctx, asked) {
		const spaceIds = ctx.grants.spaces.readable;
		const hidden = hiddenMembers(ctx.grants);
		const rows = await commentsBy(ctx.db, { ...asked, spaceIds }).execute();
		return rows.map(({ body, ...row }) =>
			told({ kind: 'comment', ...row, excerpt: excerptOf(veilMentions(body, { hidden })) }, row.id),
		);
	},
	async post(ctx, asked) {
		const spaceIds = ctx.grants.spaces.readable;
		const rows = await postsBy(ctx.db, { ...asked, spaceIds }).execute();
		const shown = await veilExcerpts(ctx, 'posts', rows);
		return shown.map(({ excerpt, ...row }) => {
			const title = row.title || excerpt.slice(0, 80);
			return told({ kind: 'post', ...row, title }, row.id);
		});
	},
	async joined(_, { before: [moment] }, { id, status, at }) {
		const hasCome = status !== 'pending' && status !== 'staged';
		return hasCome && at.toISOString() < moment ? [told({ kind: 'joined', at }, id)] : [];
	},
};

type NoteRow = Awaited<ReturnType<ReturnType<typeof notesAbout>['execute']>>[number];

function noteOf(ctx: CommunityContext, row: NoteRow): Note {
	const { id, at, details, name } = row;
	const asked = { authorId: authorOf(ctx, row) };
	return {
		...{ kind: 'note', id, at, text: details.text, by: details.by ?? name },
		editedAt: details.editedAt ? new Date(details.editedAt) : null,
		may: {
			edit: isAllowed(ctx.ability, 'update', 'Note', asked),
			remove: isAllowed(ctx.ability, 'delete', 'Note', asked),
		},
	};
}
