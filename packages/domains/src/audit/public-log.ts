import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, encodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import type { SpaceFact } from '../snapshot.ts';
import { Place } from './list-entries.ts';
import {
	commentsInReach,
	lastLookedAt,
	namesOf,
	publicEntries,
	readablePosts,
} from './public-log.queries.ts';
import {
	PUBLIC_LOG_KINDS,
	type PublicAction,
	type PublicLogEntry,
	type PublicLogPage,
	type ReadPublicLog,
} from './public-log.schema.ts';
import { wordsFor } from './public-reason.ts';

const KINDS = Object.keys(PUBLIC_LOG_KINDS) as (keyof typeof PUBLIC_LOG_KINDS)[];
type Row = Awaited<ReturnType<ReturnType<typeof publicEntries>['execute']>>[number];
/** Of a post that may be read now: itself, or a comment in it where that may be read, too. */
type Reached = Pick<PublicLogEntry, 'thing'>;

/**
 * What moderators did, newest first, without a name: in the spaces that the reader may read, and to members. Throws
 * `spaces.not_found` for a space that they may not.
 */
export async function readPublicLog(
	ctx: CommunityContext,
	{ kind, spaceId, cursor, limit }: ReadPublicLog,
): Promise<PublicLogPage> {
	ctx.authorize('read', 'PublicLog');
	const { readable } = ctx.grants.spaces;
	if (spaceId && !readable.includes(spaceId)) throw new NotFoundError('spaces.not_found');
	const asked = kind ? [kind] : KINDS;
	const after = decodeCursor(cursor, Place);
	const wanted = {
		inSpaces: {
			actions: asked.flatMap((one) => (one === 'members' ? [] : PUBLIC_LOG_KINDS[one])),
			spaceIds: spaceId ? [spaceId] : readable,
		},
		toMembers: asked.includes('members') && !spaceId ? PUBLIC_LOG_KINDS.members : [],
	};
	const rows = await publicEntries(ctx.db, { ...wanted, after, limit }).execute();
	const page = toPage(rows, limit, placeOf);
	const last = page.nextCursor ? undefined : await lastLookedAt(ctx.db, after).executeTakeFirst();
	const nextCursor = page.nextCursor ?? (last ? encodeCursor(placeOf(last)) : null);
	return { items: await told(ctx, page.items), nextCursor };
}

const placeOf = ({ at, number }: { at: Date; number: number }) =>
	[at.toISOString(), number] as const;

async function told(ctx: CommunityContext, rows: readonly Row[]): Promise<PublicLogEntry[]> {
	if (rows.length === 0) return [];
	const places = await placesOf(ctx, rows);
	const memberIds = rows.flatMap(({ memberId, subjectId }) => [memberId, subjectId]);
	const people = await namesOf(
		ctx.db,
		memberIds.filter((id) => id !== null),
	).execute();
	const spaces = ctx.snapshot.spaces.filter(({ id }) => ctx.grants.spaces.readable.includes(id));
	return rows.map((row) => {
		const names = people.filter(({ id }) => id === row.memberId || id === row.subjectId);
		return entryOf(row, { place: places.get(row.targetId), spaces, names });
	});
}

/** What was acted on, by its id, where the post of it may be read now. */
async function placesOf(
	{ db, ability }: CommunityContext,
	rows: readonly Row[],
): Promise<ReadonlyMap<string, Reached>> {
	const idsOf = (kind: string) =>
		rows.filter(({ targetKind }) => targetKind === kind).map(({ targetId }) => targetId);
	const posts = await readablePosts(db, ability, idsOf('post')).execute();
	const comments = await commentsInReach(db, ability, idsOf('comment')).execute();
	return new Map<string, Reached>([
		...posts.map(({ id, title }): [string, Reached] => {
			return [id, { thing: { postId: id, title, commentId: null } }];
		}),
		...comments.map(({ id, isReadable, ...post }): [string, Reached] => {
			return [id, { thing: isReadable ? { ...post, commentId: id } : null }];
		}),
	]);
}

type About = {
	place: Reached | undefined;
	/** Those that the reader may read. */
	spaces: readonly SpaceFact[];
	/** Of who acted and whose it was. */
	names: readonly { name: string; handle: string }[];
};
type Details = {
	label?: unknown;
	reason?: unknown;
	after?: Readonly<Record<string, unknown>> | null;
};

function entryOf(row: Row, { place, spaces, names }: About): PublicLogEntry {
	const action = row.action as PublicAction;
	const details: Details = Object(Object(row.details)['content']);
	const actor = Object(Object(row.actor)['content'])['name'];
	const reason = isText(details.reason) ? details.reason : '';
	const space = spaces.find(({ id }) => id === row.spaceId);
	const called = [actor, ...names.flatMap(({ name, handle }) => [name, handle])].filter(isText);
	const label = isText(details.label) ? details.label : '';
	return {
		...{ action, thing: place?.thing ?? null, at: row.at, isAutomatic: row.actorKind === 'job' },
		space: space ? { slug: space.slug, name: space.name, icon: space.icon } : null,
		to: spaces.find(({ name }) => name === details.after?.['space'])?.name ?? null,
		until: momentIn(details.after?.['until']),
		reason: wordsFor({ action, reason, label, names: called, isInReach: place !== undefined }),
		// Why a version was hidden stays with who moderates.
		isReasonTold: reason !== '' && action !== 'versions.hidden',
	};
}

const isText = (value: unknown): value is string => typeof value === 'string';

function momentIn(value: unknown): Date | null {
	const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
	return Number.isNaN(at) ? null : new Date(at);
}
