import * as z from 'zod';
import { isOneOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { showTexts } from '../links/index.ts';
import { mayEdit } from './edit-window.ts';
import { isAllowed } from '../permissions/ability.ts';
import { hiddenMembers } from '../permissions/hidden-members.ts';
import { veilMentions } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { diffTexts, diffWords } from './diff-texts.ts';
import { historyPage, historySubject, latestNumber, versionPair } from './history.queries.ts';
import type {
	HistoryAction,
	HistoryEntry,
	HistoryPage,
	ListHistory,
	SubjectKind,
	VersionDetail,
	VersionRef,
} from './history.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

type Row = Awaited<ReturnType<ReturnType<typeof historyPage>['execute']>>[number];

/** What became of a post or comment, newest first: its versions to every reader, the rest to those who may know. */
// authorize: readableSubject asks of the row; a refusal looks like a missing one.
export async function listHistory(ctx: CommunityContext, input: ListHistory): Promise<HistoryPage> {
	const subject = await readableSubject(ctx, input.subjectKind, input.subjectId);
	const { may, knows } = rightsOn(ctx, input.subjectKind, subject);
	const [rows, latest] = await Promise.all([
		historyPage(ctx.db, {
			...{ subjectId: subject.id, withActions: knows, limit: input.limit },
			after: decodeCursor(input.cursor, Keys),
		}).execute(),
		latestNumber(ctx.db, subject.id).executeTakeFirst(),
	]);
	const page = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
	const { postId, spaceId, title, version } = subject;
	return {
		...{ ...page, items: page.items.map((row) => toEntry(ctx, row, may.hide)), may },
		subject: { postId, spaceId, title, version, current: latest?.number ?? 1 },
	};
}

/** One version beside the one before it. Throws `history.not_found` also for one that is hidden from the reader. */
// authorize: readableSubject asks of the row; a refusal looks like a missing one.
export async function readVersion(ctx: CommunityContext, ref: VersionRef): Promise<VersionDetail> {
	const subject = await readableSubject(ctx, ref.subjectKind, ref.subjectId);
	const { may } = rightsOn(ctx, ref.subjectKind, subject);
	const rows = await versionPair(ctx.db, subject.id, ref.number).execute();
	const version = rows.find(({ number }) => number === ref.number);
	const before = rows.find(({ number }) => number === ref.number - 1);
	if (!version || (version.hiddenAt && !may.hide)) throw new NotFoundError('history.not_found');
	const latest = await latestNumber(ctx.db, subject.id).executeTakeFirst();
	const shown = before && (!before.hiddenAt || may.hide) ? before : null;
	const stored = version.body as unknown as RichText;
	const [body = stored] = await showTexts(ctx, [stored]);
	const seen = seenBy(ctx);
	return {
		...{ number: ref.number, title: version.title, body },
		entry: toEntry(ctx, version, may.hide),
		titleChanges: diffWords(shown?.title ?? version.title, version.title),
		changes: shown && diffTexts(seen(shown.body as unknown as RichText), seen(stored)),
		isCurrent: latest?.number === ref.number,
	};
}

/** A text without the names of whom the reader does not see. */
const seenBy = ({ grants }: CommunityContext) => {
	const hidden = hiddenMembers(grants);
	return (text: RichText) => veilMentions(text, { hidden });
};

/** Throws `history.subject_not_found` for what the actor cannot read. */
// authorize: asked of the row.
export async function readableSubject(ctx: CommunityContext, kind: SubjectKind, id: string) {
	const subject = await historySubject(ctx.db, kind, id).executeTakeFirst();
	if (!subject || !isAllowed(ctx.ability, 'read', nounOf(kind), subject))
		throw new NotFoundError('history.subject_not_found');
	return subject;
}

/** The noun that policies know a kind by. */
export function nounOf(kind: SubjectKind): 'Post' | 'Comment' {
	return kind === 'post' ? 'Post' : 'Comment';
}

type Subject = Awaited<ReturnType<typeof readableSubject>>;

function rightsOn(ctx: CommunityContext, kind: SubjectKind, subject: Subject) {
	const noun = nounOf(kind);
	const restore = mayEdit(ctx, noun, subject);
	const hide = isAllowed(ctx.ability, 'moderate', noun, subject);
	const unfile = subject.isFiled && isAllowed(ctx.ability, 'update', noun, subject);
	// What became of it concerns its author also when they may no longer change it.
	const isOwn = isOneOf(ctx.actor, [subject.authorId]);
	return { may: { restore, hide, unfile }, knows: restore || hide || isOwn };
}

function toEntry({ grants }: CommunityContext, row: Row, isStaff: boolean): HistoryEntry {
	const isShown = row.actorId === null || !hiddenMembers(grants).includes(row.actorId);
	return {
		...{ id: row.id, action: row.action as HistoryAction, number: row.number },
		who: isShown && row.handle && row.name ? { handle: row.handle, name: row.name } : null,
		why: row.hiddenAt && !isStaff ? '' : row.why,
		...{ at: row.createdAt, details: row.details as unknown as Record<string, string> },
		isHidden: row.hiddenAt !== null,
		hiddenWhy: isStaff ? row.hiddenWhy : '',
		hiddenBy:
			isStaff && row.hiderHandle && row.hiderName
				? { handle: row.hiderHandle, name: row.hiderName }
				: null,
	};
}
