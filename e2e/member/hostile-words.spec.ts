import { communityApi } from '../api.ts';
import { changes, moderated, posts, texts, type Stage } from '../hostile/content.ts';
import { challenges, offers, pointRules } from '../hostile/given.ts';
import { kept, library } from '../hostile/kept.ts';
import { answers, names } from '../hostile/people.ts';
import { readerOf } from '../hostile/reader.ts';
import { notes, points, roles, rules, tiers } from '../hostile/studio.ts';
import { Sheet, VECTORS } from '../hostile/sheet.ts';
import { expect, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, uploadPicture } from '../scene.ts';

const CHAPTERS: Readonly<Record<string, ((stage: Stage) => Promise<void>)[]>> = {
	'posts and what is done to them': [posts, changes, moderated],
	'rich texts': [texts],
	'what one keeps': [kept, library],
	names: [names],
	'questions and answers': [answers],
	'what staff write of members': [notes, roles, rules],
	'what is sold and given': [tiers, offers, points],
	'what it is given for': [pointRules, challenges],
};

for (const [chapter, fills] of Object.entries(CHAPTERS))
	test(`words that mean harm run nothing and break no policy: ${chapter}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(480_000);
		expect(VECTORS.length).toBeGreaterThan(300);
		const slug = unique('venom');
		const { id, address: site } = await foundCommunity(page, places, mails, {
			name: 'Venom',
			slug,
		});
		const api = communityApi(page);
		const { groups } = await api.spaces.navigation();
		const space = groups[0]?.spaces[0] ?? { id: '', slug: '' };
		const other = await someoneElse(browser);
		const email = `${slug}-mia@example.org`;
		await joinQuickly(other.page, site, mails, { email, name: 'Mia Member' });
		const sheet = new Sheet();
		const stage: Stage = {
			...{ page, api, sheet, site, space, studio: `${places.studio}/c/${id}` },
			reader: await readerOf(page, sheet),
			member: { api: communityApi(other.page), reader: await readerOf(other.page, sheet) },
			...(await uploadPicture(page)),
		};
		for (const fill of fills) await fill(stage);
		expect(sheet.unseen).toEqual({});
		await other.context.close();
	});
