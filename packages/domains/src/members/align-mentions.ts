import type { CommunityDb } from '@kith/db/handles';
import type { OutboxEvent } from '@kith/db/outbox';
import type { CommunityContext } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { excerptOf, relabelMentions } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { DEPARTURES, forgottenBy } from './forgotten.ts';
import { goneOnAs } from './merged.queries.ts';
import { membersEvents } from './members.events.ts';

const BATCH = 100;

type Page = { memberId: string; after: string | null; limit: number };
type Words = { locale: string; body: RichText; excerpt: string };

/** One kind of text: how those that mention a member are read, locked, and how one is written anew. */
export type Texts<Row extends { id: string; body: unknown }> = {
	mentioning(db: CommunityDb, page: Page): Promise<Row[]>;
	rewrite(db: CommunityDb, row: Row, words: Words): Promise<unknown>;
};

/**
 * Takes the name of whoever asked to be forgotten out of the texts of others, and names the account that another one
 * became, a hundred to a transaction.
 */
export function alignMentionsIn<Row extends { id: string; body: unknown }>(
	texts: Texts<Row>,
): Consumer {
	return {
		on: [...DEPARTURES, 'members.merged'],
		async handle(ctx, event) {
			const change =
				event.type === 'members.merged' ? await mergedBy(ctx, event) : named(ctx, event);
			for (let after: string | null = null; change;) {
				const page: Row[] = await relabelPage(ctx, texts, { ...change, after });
				if (page.length < BATCH) return;
				after = page.at(-1)?.id ?? null;
			}
		},
	};
}

type Change = { memberId: string; as: { id: string; label: string } };
type Step = Change & { after: string | null };

function named(ctx: CommunityContext, event: OutboxEvent): Change | null {
	const forgotten = forgottenBy(ctx, event);
	if (!forgotten) return null;
	const { memberId, label } = forgotten;
	return { memberId, as: { id: memberId, label } };
}

/** Who the account went on as by now, which may have become another's in turn. */
async function mergedBy({ db }: CommunityContext, event: OutboxEvent): Promise<Change | null> {
	const { goneId, memberId } = membersEvents['members.merged'].payload.parse(event.payload);
	const row = await goneOnAs(db, goneId, memberId).executeTakeFirst();
	return row ? { memberId: goneId, as: { id: row.id, label: row.name } } : null;
}

function relabelPage<Row extends { id: string; body: unknown }>(
	ctx: CommunityContext,
	texts: Texts<Row>,
	{ memberId, as, after }: Step,
): Promise<Row[]> {
	const { locale } = ctx.community;
	return ctx.transaction(async ({ db }) => {
		const page = await texts.mentioning(db, { memberId, after, limit: BATCH });
		for (const row of page) {
			const body = relabelMentions(row.body as RichText, memberId, as);
			await texts.rewrite(db, row, { locale, body, excerpt: excerptOf(body) });
		}
		return page;
	});
}
