import * as z from 'zod';
import type { Consumer } from '../domain.ts';
import { keepSetting, storedSetting } from '../settings.queries.ts';
import { FILING, SaveFiling } from './filing.schema.ts';

const Merged = z.object({ tagId: z.uuid(), intoTagId: z.uuid() });

/** Rules that name a tag that became another name the other from then on. */
const followTags: Consumer = {
	on: ['tags.merged'],
	async handle(ctx, { payload }) {
		const { tagId, intoTagId } = Merged.parse(payload);
		await ctx.transaction(async ({ db }) => {
			const row = await storedSetting(db, FILING).forNoKeyUpdate().executeTakeFirst();
			if (!row) return;
			const { rules, version } = SaveFiling.parse(row.value);
			if (!rules.some(({ tagIds }) => tagIds.includes(tagId))) return;
			const after = rules.map((rule) => ({
				...rule,
				tagIds: [...new Set(rule.tagIds.map((id) => (id === tagId ? intoTagId : id)))],
			}));
			const saved = { rules: after, version: version + 1 };
			await keepSetting(db, FILING, saved, ctx.clock.now()).execute();
		});
	},
};

export const filingConsumers = { 'follow-merged-tags': followTags } as const;
