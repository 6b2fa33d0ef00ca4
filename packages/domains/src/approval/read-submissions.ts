import * as z from 'zod';
import { memberIdOf } from '@kith/kernel/actor';
import { NotFoundError, UnauthenticatedError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type PageInput } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { diffTexts, diffWords } from '../history/index.ts';
import type { DiffBlock } from '../history/history.schema.ts';
import { showTexts } from '../links/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { bylineOf } from '../posts/index.ts';
import { hiddenMembers } from '../permissions/hidden-members.ts';
import { plainText, veilMentions } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import {
	queuePage,
	submissionsOf,
	submissionView,
	waitingBefore,
	waitingCounts,
} from '../submissions/index.ts';
import type { SubmissionState } from '../submissions/submissions.schema.ts';
import { goingOut } from './going-out.ts';
import { paceOf } from './pace.queries.ts';
import type {
	ListQueue,
	QueuePage,
	SubmissionDetail,
	SubmissionPage,
	SubmissionRef,
	SubmissionView,
} from './approval.schema.ts';

/** Fewer say nothing about the next. */
const FEWEST_DECISIONS = 5;

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof submissionView>['executeTakeFirst']>>>;

const keysOf = ({ sentAt, id }: Row) => [sentAt.toISOString(), id];

/** What waits for whoever may approve it, oldest first. Two statements, and at most two for what their texts show. */
export async function listQueue(ctx: CommunityContext, input: ListQueue): Promise<QueuePage> {
	ctx.authorize('approve', 'Submission');
	const { ability, grants } = ctx;
	if (input.spaceId && !grants.spaces.readable.includes(input.spaceId))
		throw new NotFoundError('spaces.not_found');
	const [rows, counts] = await Promise.all([
		queuePage(ctx.db, {
			...{ ability, spaceId: input.spaceId, limit: input.limit },
			after: decodeCursor(input.cursor, Keys),
		}).execute(),
		waitingCounts(ctx.db, ability).execute(),
	]);
	const page = toPage(rows, input.limit, keysOf);
	const spaces = ctx.snapshot.spaces.flatMap(({ id, name }) => {
		const count = counts.find(({ spaceId }) => spaceId === id)?.count;
		return count ? [{ id, name, count }] : [];
	});
	return { ...page, items: await toViews(ctx, page.items), spaces };
}

/** What the actor sent that is not out: waiting, sent back, or to be published later. One statement, and at most two for what their texts show. */
export async function listMine(ctx: CommunityContext, input: PageInput): Promise<SubmissionPage> {
	const authorId = memberIdOf(ctx.actor);
	if (!authorId) throw new UnauthenticatedError('identity.sign_in_needed');
	ctx.authorize('read', 'Submission', { authorId });
	const after = decodeCursor(input.cursor, Keys);
	const rows = await submissionsOf(ctx.db, { authorId, after, limit: input.limit }).execute();
	const page = toPage(rows, input.limit, keysOf);
	return { ...page, items: await toViews(ctx, page.items) };
}

/** One of them with its place in the line. Throws `approval.not_found` for whom it does not concern. */
// authorize: asked of the row; a refusal looks like a missing one.
export async function getSubmission(
	ctx: CommunityContext,
	{ submissionId }: SubmissionRef,
): Promise<SubmissionDetail> {
	const row = await submissionView(ctx.db, submissionId).executeTakeFirst();
	const isReadable = row && isAllowed(ctx.ability, 'read', 'Submission', row);
	const [view] = isReadable ? await toViews(ctx, [row]) : [];
	if (!row || !view) throw new NotFoundError('approval.not_found');
	const isWaiting = row.state === 'waiting';
	const [before, pace] = isWaiting
		? await Promise.all([
				waitingBefore(ctx.db, row.sentAt, row.id).executeTakeFirst(),
				paceOf(ctx.db).executeTakeFirst(),
			])
		: [];
	return {
		...view,
		usually: pace && pace.decisions >= FEWEST_DECISIONS ? Math.round(pace.seconds) : null,
		position: before ? before.count + 1 : null,
		isMine: row.authorId === ctx.grants.memberId,
		mayApprove: isWaiting && isAllowed(ctx.ability, 'approve', 'Submission', row),
	};
}

/** Without those whose space has been archived meanwhile. */
async function toViews(ctx: CommunityContext, rows: readonly Row[]): Promise<SubmissionView[]> {
	const bodies = await showTexts(
		ctx,
		rows.map((row) => row.body as unknown as RichText),
		// Who sent it and who decides may both write it anew.
		rows.map(() => true),
	);
	return rows.flatMap((row, at) => toView(ctx, row, bodies[at]) ?? []);
}

function toView(ctx: CommunityContext, row: Row, shown?: RichText): SubmissionView | null {
	const space = ctx.snapshot.spaces.find(({ id }) => id === row.spaceId);
	if (!space) return null;
	const body = row.body as unknown as RichText;
	return {
		...{ id: row.id, kind: row.kind as SubmissionView['kind'], title: row.title },
		body: shown ?? body,
		state: row.state as SubmissionState,
		space: { id: space.id, slug: space.slug, name: space.name, icon: space.icon },
		author: bylineOf(ctx.snapshot, row),
		text: plainText(body),
		with: goingOut(ctx, row, body),
		revises: revisedIn(ctx, row, body),
		post: row.postId && row.postTitle ? { id: row.postId, title: row.postTitle } : null,
		...{ publishAt: row.publishAt, timeZone: row.timeZone, reason: row.reason },
		...{ decidedBy: row.deciderName, sentAt: row.sentAt, version: row.version },
	};
}

/** What a change makes of the text that is on the site now. */
function revisedIn(
	{ grants }: CommunityContext,
	row: Row,
	body: RichText,
): SubmissionView['revises'] {
	const { revisesId, revisedBody, revisedVersion, postTitle, title } = row;
	if (!revisesId || !revisedBody || !revisedVersion) return null;
	const hidden = hiddenMembers(grants);
	const seen = (text: RichText) => veilMentions(text, { hidden });
	return {
		...{ id: revisesId, version: revisedVersion },
		titleChanges: row.kind === 'post' ? diffWords(postTitle ?? '', title) : [],
		changes: aroundChanges(diffTexts(seen(revisedBody as RichText), seen(body))),
	};
}

/** What changes, with what stands before and after it: who decides need not look for it in a long text. */
function aroundChanges(blocks: readonly DiffBlock[]): DiffBlock[] {
	const isChanged = (at: number) => (blocks[at]?.change ?? 'same') !== 'same';
	return blocks.filter((_, at) => [at - 1, at, at + 1].some(isChanged));
}
