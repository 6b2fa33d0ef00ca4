import type { CommunityDb } from '@kith/db/handles';
import type { CommunityContext } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { excerptOf, relabelMentions } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { DEPARTURES, forgottenBy } from './forgotten.ts';

const BATCH = 100;

type Page = { memberId: string; after: string | null; limit: number };
type Words = { locale: string; body: RichText; excerpt: string };

/** One kind of text: how those that mention a member are read, locked, and how one is written anew. */
export type Texts<Row extends { id: string; body: unknown }> = {
	mentioning(db: CommunityDb, page: Page): Promise<Row[]>;
	rewrite(db: CommunityDb, row: Row, words: Words): Promise<unknown>;
};

/** Takes the name of whoever asked to be forgotten out of the texts of others, a hundred to a transaction. */
export function forgetMentionsIn<Row extends { id: string; body: unknown }>(
	texts: Texts<Row>,
): Consumer {
	return {
		on: DEPARTURES,
		async handle(ctx, event) {
			const forgotten = forgottenBy(ctx, event);
			for (let after: string | null = null; forgotten;) {
				const page: Row[] = await relabelPage(ctx, texts, { ...forgotten, after });
				if (page.length < BATCH) return;
				after = page.at(-1)?.id ?? null;
			}
		},
	};
}

type Step = { memberId: string; label: string; after: string | null };

function relabelPage<Row extends { id: string; body: unknown }>(
	ctx: CommunityContext,
	texts: Texts<Row>,
	{ memberId, label, after }: Step,
): Promise<Row[]> {
	const { locale } = ctx.community;
	return ctx.transaction(async ({ db }) => {
		const page = await texts.mentioning(db, { memberId, after, limit: BATCH });
		for (const row of page) {
			const body = relabelMentions(row.body as RichText, memberId, label);
			await texts.rewrite(db, row, { locale, body, excerpt: excerptOf(body) });
		}
		return page;
	});
}
